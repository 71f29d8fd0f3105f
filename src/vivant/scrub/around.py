"""Words that stand around a name, or where a name is not one. All are folded."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CIVILITIES = _set(
    """
    m mr mrs mme mmes mm mlle mlles melle madame monsieur mademoiselle mesdames messieurs dr drs pr me
    """
)

TITLES = _set("docteur docteure professeur professeure maitre")

CHILDREN = _set(
    """
    petit petite jeune eleve enfant gamin gamine gosse mome bebe ado adolescent adolescente garcon fille fillette
    fils frere soeur cousin cousine neveu niece jumeau jumelle benjamin cadet cadette aine ainee loulou
    """
)
"""Followed by a name: "la petite Louna", "mon fils Gabin"."""

KIN = _set(
    """
    maman mere papa pere parents mamie mamy papi papy grand-mere grand-pere grands-parents belle-mere beau-pere
    tante tata tonton oncle fils fille frere soeur fratrie cousin cousine marraine parrain nounou famille entourage
    """
)
"""Followed by "de" and a name: "la maman de Kévin"."""

ABOUT = _set(
    """
    dossier situation cas affaire parcours scolarite placement orientation projet suivi accueil anniversaire
    signalement classe maitresse maitre prof professeur instit enseignant enseignante aesh avs educateur educatrice
    educ referent referente assistante assistant psychologue psy orthophoniste ergo notification place emploi
    chambre maison retour depart arrivee comportement probleme histoire exemple prenom nom exclusion hospitalisation
    prise
    """
)
"""Followed by "de" and a capital that is no place: "le dossier de Sofiane"."""

FAMILIES = _set("famille familles fratrie epoux consorts parents")

ESTABLISHMENTS = _set(
    """
    ecole ecoles college colleges lycee lycees ime itep ditep impro sessad mecs esat ehpad foyer foyers creche
    creches maison maisons association assos asso centre institut residence hopital clinique internat fondation
    groupe pole unite service pension halte-garderie relais espace villa cmp cmpp camsp pmi mjc salle amphi antenne
    domaine atelier fam mas maternelle elementaire primaire ferme lieu-de-vie village pavillon batiment hotel cafe
    bar theatre cinema musee mediatheque bibliotheque ludotheque gymnase stade parc jardin fac universite academie
    campus
    """
)
"""Followed by a capital, they make a proper name that is nobody's: "collège Victor-Hugo", "foyer Les Tilleuls"."""

NAMED_AFTER = _set(
    """
    rue avenue boulevard place impasse allee chemin route quai cours square cite quartier gare pont passage arret
    ligne loi lois methode methodes pedagogie pedagogies syndrome maladie test tests echelle echelles classe classes
    plan rapport reforme circulaire decret arrete code prix programme logiciel outil dispositif projet conference
    reseau editions commission mission operation groupe article charte guide appli application site fichier portail
    salon festival
    """
)
"""Followed by a capital: the loi, méthode, rue… bears a public name."""

LOCATED = ESTABLISHMENTS | _set(
    """
    mairie fetes commune ville canton secteur bassin agglo agglomeration metropole departement region territoire pays
    vallee tribunal prefecture sous-prefecture communaute conseil inspection circonscription academie prison maire
    habitants adjoint quartier hauteurs sud nord est ouest cote pres loin autour alentours environs gens collegues
    equipe equipes jeunes eleves enfants familles partenaires professionnels ceux celle celui
    """
)
"""Followed by "de" and an unknown capital, they speak of a place: "l'école de Besse"."""

LOCATED_ADJECTIVES = _set(
    """
    social sociale culturel culturelle municipal municipale polyvalent polyvalente departemental departementale medical
    medicale medico-social medico-sociale hospitalier hospitaliere public publique primaire maternelle elementaire
    professionnel professionnelle communal communale intercommunal intercommunale scolaire ouvert ouverte judiciaire
    """
)
"""Between them: "le centre social de Besse"."""

STAYING = LOCATED | _set(
    """
    habite habitent habiter vit vivent vivre place placee places reste scolarise scolarisee accueilli accueillie
    loge logee domicilie domiciliee ne nee va vont aller alle allee part partir parti venu vient arrive installe
    installee demenage ouvre ouvert ouverte ouvrir ferme fermer reunion poste train bus taxi route descendre monter
    rendez-vous rdv
    """
)
"""Before "à" and an unknown capital, they speak of a place too."""

INSTITUTIONS = _set(
    """
    ecole education etat nature noel dieu famille college lycee mairie maire ville conseil juge protection justice
    maison centre service projet president presidente directeur directrice inspecteur inspectrice proviseur
    principal principale prefet procureur recteur rectrice senateur depute ministre chef cheffe conseiller
    conseillere referent referente delegue deleguee coordinateur coordinatrice coordonnatrice secretaire substitut
    defenseur bonjour merci
    """
)
"""Not a name even after "M." or "la mère"."""

VERBS = _set(
    """
    a as ont est sont etait avait sera aura serait aurait fut va vit dit fait veut peut doit sait croit voit attend
    arrive reste part revient vient vivra devient dort mange parle pleure crie rit joue tient met prend perd sort
    entre rentre refuse accepte demande repond propose pense explique raconte ajoute precise rappelle souligne
    signale appelle ecrit connait travaille habite grandit apprend comprend souffre manque change quitte frappe mord
    fugue tape ne n' s' se m' me lui y nous vous leur qui et
    """
)
"""After a capital at the start of a sentence, they make a person of it: "Rose a été…"."""
