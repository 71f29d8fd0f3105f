"""A document with every block and every inline, in the words of invented workshops."""

from vivant.synthesis.document import (
    Bars,
    Block,
    Bullets,
    Contents,
    Document,
    Emphasis,
    Entry,
    Evidence,
    Figure,
    Heading,
    HeatMap,
    Line,
    Link,
    Notice,
    Paragraph,
    Pull,
    Quotation,
    Ref,
    Strong,
    Table,
    Terms,
    Text,
)

CODES = (
    "Freins structurels",
    "Freins managériaux",
    "Freins de communication",
    "Freins humains",
    "Partenariat des pensées",
    "Partenariat du concret",
    "Partenariat pour demain",
)
TONES = ("obstacle",) * 4 + ("opportunity",) * 3
COUNTS = (46, 21, 34, 27, 29, 31, 24)
WORKSHOPS = (
    "Coordination de parcours",
    "Place des familles",
    "Inclusion scolaire",
    "Protection de l'enfance et soin",
    "Passage à l'âge adulte",
    "Culture commune",
)
SAID = (
    "On ne sait pas qui appeler quand la situation se dégrade un vendredi soir.",
    "Les services ferment, d'autres apparaissent, et personne ne sait s'ils seront là l'an prochain",
    "Depuis qu'on a déjeuné ensemble, on s'appelle : c'est tout bête mais ça change tout !",
    "Et si la famille était l'experte ?",
    "Il faudrait une demi-journée par trimestre inscrite au planning, remplacée, pour se voir.",
    "La directrice nous a dit « débrouillez-vous », alors on bidouille, on se débrouille entre collègues de"
    " bonne volonté.",
)


def ref(number: int) -> Ref:
    return Ref(number, f"x{number}")


def say(words: str) -> Line:
    return (Text(words),)


def counts_table(name: str = "t-codes") -> Table:
    rows = tuple(
        (say(code), (Figure(str(count), f"c-{i}"),), say(f"{100 * count / 212:.0f} %"))
        for i, (code, count) in enumerate(zip(CODES, COUNTS, strict=True))
    )
    note = "Un extrait peut porter deux codes : la somme dépasse le nombre d'extraits."
    return Table(name, "Extraits par code", ("Code", "Extraits", "Part"), rows, "lrr", note)


def crossing(row: int, column: int) -> int:
    return (row * 7 + column * 5) % 11


def by_workshop_table(name: str = "t-workshops") -> Table:
    rows = tuple(
        (say(workshop), *((Figure(str(crossing(i, j)), f"c-{j}"),) for j in range(7)))
        for i, workshop in enumerate(WORKSHOPS)
    )
    return Table(name, "Codes par atelier", ("Atelier", *CODES), rows, "lrrrrrrr")


def charts() -> list[Block]:
    bars = Bars(
        "g-codes",
        "Les freins structurels dominent, le concret les suit de près",
        "Sept barres horizontales, de 46 extraits pour les freins structurels à 21 pour les freins managériaux.",
        counts_table(),
        CODES,
        ("Extraits",),
        tuple((float(count),) for count in COUNTS),
        TONES,
    )
    stacked = Bars(
        "g-workshops",
        "Ce qui se dit d'un atelier à l'autre",
        "Six barres empilées, une par atelier, chacune partagée entre les sept codes.",
        by_workshop_table(),
        WORKSHOPS,
        CODES,
        tuple(tuple(float(crossing(i, j)) for j in range(7)) for i in range(6)),
        TONES,
    )
    square = tuple(tuple(None if i == j else float(crossing(i, j)) for j in range(7)) for i in range(7))
    rows = tuple((say(CODES[i]), *(say("–" if v is None else f"{v:.0f}") for v in row)) for i, row in enumerate(square))
    heat = HeatMap(
        "g-together",
        "Les codes posés ensemble",
        "Carte de sept lignes et sept colonnes, plus foncée quand deux codes sont souvent posés sur les mêmes"
        " extraits.",
        Table("t-together", "Codes posés ensemble", ("Code", *CODES), rows, "lrrrrrrr"),
        CODES,
        CODES,
        square,
    )
    return [bars, stacked, heat]


def chapter(index: int) -> list[Block]:
    first = 1 + index * 3
    return [
        Heading(2, f"{index % 4 + 1}. {CODES[index]}", f"s-{index}"),
        Heading(4, "Synthèse de l'analyse", f"s-{index}-a"),
        Paragraph(
            (
                Strong("Le premier frein cité est celui des moyens. "),
                Text("Les professionnels disent que "),
                Quotation("« [sinon] ça se passe[ra] mal »", (ref(first),)),
                Text(", et que « personne » n'arbitre : les délais s'allongent, "),
                Emphasis("les places manquent"),
                Text(" ; voir aussi "),
                Link("la conclusion", "s-end"),
                Text("."),
            ),
            "lead",
        ),
        Paragraph(
            (
                Text("Ce qui revient dans trois ateliers sur six"),
                Evidence((ref(first), ref(first + 1), ref(first + 2), ref(18))),
                Text("."),
            ),
            "draft",
        ),
        Bullets(
            tuple(
                (Quotation(f"« {words} »", (ref(first + i),)), Evidence((ref(first + i),)))
                for i, words in enumerate(SAID[:3])
            ),
            "draft",
        ),
        Pull(
            Quotation(f"« {SAID[index % 6]} »", (ref(first),)),
            "une éducatrice spécialisée, atelier « Place des familles »",
        ),
        Paragraph(
            (
                Figure(f"{COUNTS[index]} extraits", f"c-{index}"),
                Text(" sur 212 portent ce code, dans "),
                Figure("5 ateliers", "w-1"),
                Text(" sur 6. "),
                Text(
                    "Ces problématiques peuvent être imbriquées les unes dans les autres ; le classement a pour"
                    " seul objet de "
                    "faciliter la lecture, et l'interdisciplinarité que chacun appelle de ses vœux reste à construire. "
                ),
            )
        ),
        Paragraph(say("Compté sur les extraits codés par deux personnes."), "note"),
    ]


def entries(count: int) -> list[Block]:
    return [
        Entry(
            ref(i),
            SAID[i % 6],
            f"Atelier {i % 6 + 1}, {WORKSHOPS[i % 6]}, une enseignante",
            (CODES[i % 7], CODES[(i + 2) % 7])[: 1 + i % 2],
            "cité dans la synthèse" if i % 5 == 0 else "",
            again=i > 24 and i % 17 == 0,
        )
        for i in range(1, count + 1)
    ]


def blocks(excerpts: int = 24) -> list[Block]:
    out: list[Block] = [
        Contents(),
        Notice(
            "Deux chemins de lecture",
            (
                (Text("Âmes sensibles : passez directement à la "), Link("deuxième partie", "p-2"), Text(".")),
                (Text("Optimistes endurcis : n'oubliez pas la "), Link("première", "p-1"), Text(".")),
            ),
            "path",
        ),
        Heading(1, "Préambule", "p-0"),
        Paragraph(
            (
                Text("Pour rappel, l'objectif de l'édition était de "),
                Strong("renforcer la culture commune"),
                Text(" et d'améliorer les dynamiques de partenariat."),
            )
        ),
        Notice(
            "Méthode et limites", (say("Les notes ont été lues ligne à ligne."), say("Rien n'a été reformulé.")), "info"
        ),
        Heading(1, "I. Des obstacles divers", "p-1"),
        Paragraph(say("Âmes sensibles, passez directement à la deuxième partie"), "aside"),
        *charts()[:1],
    ]
    for index in range(4):
        out += chapter(index)
    out += [Heading(1, "II. Des opportunités", "p-2"), *charts()[1:]]
    for index in range(4, 7):
        out += chapter(index)
    out += [
        Heading(1, "III. Conclusion", "s-end"),
        Bullets(
            (
                say("6 ateliers, des groupes de 5 à 19 personnes (11 en moyenne)"),
                (Figure("47 personnes", "w-1"), Text(" distinctes")),
                say("Un courriel : prenom.nom@un-tres-long-domaine-de-collectivite-territoriale.exemple.fr"),
            )
        ),
        by_workshop_table("t-workshops-again"),
        Notice("À valider", (say("Ce texte n'a pas encore été relu par le comité de pilotage."),), "draft"),
        Heading(1, "IV. Glossaire", "p-4"),
        Terms(
            (
                ("MDPH", "Maison départementale des personnes handicapées"),
                ("SESSAD", "Service d'éducation spéciale et de soins à domicile"),
                (
                    "CPOM",
                    "Contrat pluriannuel d'objectifs et de moyens, signé entre une association et l'autorité qui"
                    " la finance",
                ),
            )
        ),
        Heading(1, "Annexe : extraits", "p-5"),
    ]
    for index in range(7):
        out += [
            Heading(2, CODES[index], f"c-{index}"),
            *(e for e in entries(excerpts) if isinstance(e, Entry) and e.codes[0] == CODES[index]),
        ]
    return [*out, Heading(2, "Atelier 2", "w-1"), Paragraph(say("Vingt-trois extraits."))]


def document(excerpts: int = 24, **changes: object) -> Document:
    values: dict[str, object] = {
        "title": "Synthèse des ateliers des rencontres partenariales",
        "subtitle": "Constat des freins et des opportunités pour un partenariat vivant",
        "blocks": tuple(blocks(excerpts)),
        "network": "Réseau du Val d'Essonne-sur-Loing",
        "date": "édition 2018",
        "status": "Projet, non validé par le comité de pilotage",
        "description": "Ce que disent six ateliers, compté et cité.",
        "credits": (
            ("Prise de notes", "Personne A"),
            ("Analyse et rédaction", "Personne B"),
            ("Mise en forme et relecture", "Personne C, Personne D"),
            ("Supervision du comité de pilotage", "Personne E, Personne F, Personne G"),
        ),
    }
    return Document(**(values | changes))  # type: ignore[arg-type]
