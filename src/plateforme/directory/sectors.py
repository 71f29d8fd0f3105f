"""The sectors of the field and its usual professions, in its words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vivant.language import fold


class Sector(models.TextChoices):
    ITEP = "itep", _("dispositif ITEP")
    DISABILITY = "disability", _("autres ESSMS handicap")
    SCHOOL = "school", _("Éducation nationale")
    CHILD_PROTECTION = "child_protection", _("protection de l'enfance")
    MENTAL_HEALTH = "mental_health", _("pédopsychiatrie et santé mentale")
    EMPLOYMENT = "employment", _("insertion professionnelle")
    JUSTICE = "justice", _("PJJ et justice")
    AUTHORITIES = "authorities", _("MDPH, département, ARS")
    EARLY_CHILDHOOD = "early_childhood", _("petite enfance et PMI")
    PRIMARY_CARE = "primary_care", _("soin de ville")
    SOCIAL = "social", _("social généraliste")
    HOUSING = "housing", _("logement et hébergement")
    LEISURE = "leisure", _("loisirs, culture, sport")
    TRAINING = "training", _("formation et recherche")
    FAMILIES = "families", _("familles et personnes concernées")
    ELECTED = "elected", _("élus")
    OTHER = "other", _("autre secteur")


def sector_of(words: str) -> Sector | None:
    """The sector that these words name, by key or by label, without case nor accents; None when none does.

    >>> sector_of("Education nationale"), sector_of("les pompiers")
    (Sector.SCHOOL, None)
    """
    wanted = fold(words.strip())
    return next((sector for sector in Sector if wanted in (fold(sector.value), fold(str(sector.label)))), None)


PROFESSIONS = (  # suggested while one types; anything else may be typed
    "éducateur spécialisé, éducatrice spécialisée|moniteur-éducateur, monitrice-éducatrice|éducateur, éducatrice "
    "de jeunes enfants|éducateur, éducatrice technique|accompagnant éducatif et social|assistant, assistante de "
    "service social|conseiller, conseillère en économie sociale et familiale|assistant familial, assistante "
    "familiale|technicien, technicienne de l'intervention sociale et familiale|maître, maîtresse de "
    "maison|enseignant, enseignante|enseignant spécialisé, enseignante spécialisée|coordonnateur, coordonnatrice "
    "d'ULIS|enseignant référent, enseignante référente|accompagnant d'élèves en situation de handicap "
    "(AESH)|conseiller, conseillère principale d'éducation|psychologue de l'Éducation nationale|infirmier, "
    "infirmière scolaire|médecin scolaire|inspecteur, inspectrice|chef d'établissement|directeur, directrice "
    "d'école|psychologue|pédopsychiatre|médecin|infirmier, infirmière|orthophoniste|psychomotricien, "
    "psychomotricienne|ergothérapeute|musicothérapeute|chef, cheffe de service|directeur, directrice|directeur "
    "général, directrice générale|cadre de l'aide sociale à l'enfance|coordinateur, coordinatrice de "
    "parcours|référent, référente de parcours|éducateur, éducatrice de la PJJ|juge des enfants|chargé, chargée "
    "d'insertion|formateur, formatrice|parent|jeune|pair-aidant, paire-aidante|élu, élue"
).split("|")
