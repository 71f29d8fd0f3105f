"""The third part: the figures, the themes, what emerges, what answers what, what to do."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vivant.language import fold
from vivant.synthesis.document import (
    Bars,
    Block,
    Bullets,
    Figure,
    Heading,
    HeatMap,
    Line,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from vivant.synthesis.drafts import attribution, draft_of_actions, draft_of_emergence
from vivant.synthesis.figures import Figures
from vivant.synthesis.sections import Writing
from vivant.synthesis.study import TO_READ, Study
from vivant.synthesis.wording import count, decimal, enumerate_words, in_words

if TYPE_CHECKING:
    from vivant.analysis.cooccurrence import Cooccurrence

UNKNOWN = "non connu"
MOST_NAMED = 6
"""Professions that a line can hold."""
ANSWERS = 4
"""Pairs of an obstacle and an opportunity shown in the synthesis."""


def conclusion(study: Study, writing: Writing, number: str, *, targets: bool) -> Iterator[Block]:
    """Figures derived from the lists, themes, charts, what emerges, pairs, actions."""
    yield Heading(1, f"{number}. Conclusion", "conclusion")
    yield Heading(2, "Quelques chiffres", "chiffres")
    yield Bullets(tuple(figures_in_words(study)))
    yield Heading(2, "Les ateliers de l'édition", "themes")
    yield themes_table(study, targets=targets)
    if study.counted:
        yield by_workshop_chart(study, targets=targets)
        yield from nested_codes(study)
    yield Heading(2, "Ce qui en ressort", "ce-qui-ressort")
    yield from writing.section("ce_qui_ressort", draft_of_emergence(study))
    yield from answers_section(study, ANSWERS)
    yield Heading(2, "Les actions à mener", "actions")
    yield from writing.section("actions", draft_of_actions(study))


def figures_in_words(study: Study) -> Iterator[Line]:
    """Workshops, sizes of groups, people, organisations, professions, sectors: derived, "non connu" or "déclaré"."""
    figures = study.figures
    told = " (nombres déclarés dans les notes, sans liste de présence)" if figures.declared else ""
    if figures.groups and len(figures.groups) < figures.workshops:
        told += f", connus pour {count(len(figures.groups), 'atelier')} sur {figures.workshops}"
    if figures.groups:
        yield (Text(f"{count(figures.workshops, 'atelier')}, {_sizes(figures)}{told}"),)
        yield (Text(f"{count(figures.attendances or 0, 'présence')} en tout{told}"),)
    else:
        yield (Text(f"{count(figures.workshops, 'atelier')} ; taille des groupes : {UNKNOWN}"),)
    people = UNKNOWN if figures.people is None else str(figures.people)
    organisations = str(figures.organisations) if figures.organisations else UNKNOWN
    yield (Text(f"Personnes différentes : {people} ; organisations différentes : {organisations}"),)
    yield (Text(f"Professions représentées : {_professions(study)}"),)
    yield (Text(f"Secteurs représentés : {_named(figures.sectors)}"),)
    yield (Text(f"{count(len(study.coded), 'extrait')} dans les notes, {_coded(study)}"),)


def _sizes(figures: Figures) -> str:
    if figures.smallest == figures.largest:
        each = "un groupe" if len(figures.groups) == 1 else "des groupes"
        return f"{each} de {count(figures.largest or 0, 'personne')}"
    return (
        f"des groupes de {figures.smallest} à {count(figures.largest or 0, 'personne')}, "
        f"{decimal(figures.mean or 0)} en moyenne"
    )


def _named(values: tuple[str, ...] | None) -> str:
    if not values:  # no list, or a list without this column
        return UNKNOWN
    return f"{len(values)} ({enumerate_words(sorted(values, key=fold))})"


def _professions(study: Study) -> str:
    """How many, and the most present ones when there are too many to be read."""
    named = study.figures.professions
    if named is None or len(named) <= MOST_NAMED:
        return _named(named)
    people = Counter(
        profession for _, profession in {(row.person, row.profession) for row in study.edition.attendance or ()}
    )
    ranked = sorted((name for name in people if name), key=lambda name: (-people[name], fold(name)))
    least = people[ranked[MOST_NAMED]]  # those as many as the first one left out are left out too
    most = [f"{name} ({people[name]})" for name in ranked[:MOST_NAMED] if people[name] > least]
    return f"{len(named)}, surtout {enumerate_words(most)}" if most else str(len(named))


def _coded(study: Study) -> str:
    people = (
        f"dont {count(len(study.by_people), 'codé')} par des personnes"
        if study.by_people
        else "aucun codé par quelqu'un"
    )
    return f"{people}, {len(study.proposed)} au {TO_READ}" if study.proposed else people


def themes_table(study: Study, *, targets: bool) -> Table:
    """Each workshop: theme, question, date, people, excerpts."""
    figures, spread = study.figures, study.spread(study.coded)
    rows = []
    for rank, workshop in enumerate(study.edition.workshops, 1):
        size = figures.groups.get(workshop.id)
        people = UNKNOWN if size is None else f"{size} (déclaré)" if figures.declared else str(size)
        question = f" — {workshop.question}" if workshop.question else ""
        rows.append(
            (
                (Text(str(rank)),),
                (Text(f"{workshop.theme}{question}"),),
                (Text(in_words(workshop.held_on) if workshop.held_on else UNKNOWN),),
                (Text(people),),
                (Figure(str(spread[workshop.id]), study.target(workshop=workshop.id) if targets else "t-preuves"),),
            )
        )
    return Table(
        id="t-themes",
        caption="Les ateliers : thème et question, date, personnes présentes, extraits notés",
        header=("Atelier", "Thème", "Date", "Présents", "Extraits"),
        rows=tuple(rows),
        align="lllrr",
    )


def by_workshop_chart(study: Study, *, targets: bool) -> Bars:
    """Codes by workshop: one bar a workshop, one stretch a code."""
    keys = [code.key for code in study.codes]
    names = [f"{study.workshop_name(w.id).capitalize()}" for w in study.workshops]
    spread = {key: study.spread(study.bearing(key)) for key in keys}
    values = tuple(tuple(float(spread[key][w.id]) for key in keys) for w in study.workshops)
    labels = tuple(study.label(key) for key in keys)
    most = [labels[row.index(max(row))] for row in values]
    said = enumerate_words(f"{name} : surtout {label}" for name, label in zip(names, most, strict=True))
    caption = "Les codes dans chaque atelier" + (f" ({TO_READ})" if study.only_proposed else "")
    return Bars(
        id="g-ateliers",
        caption=caption,
        alt=f"Barres empilées, une par atelier, une couleur par code. {said}.",
        table=Table(
            id="t-ateliers",
            caption="Les chiffres du graphique : extraits par code et par atelier",
            header=("Code", *names),
            rows=tuple(_by_workshop_row(study, key, targets=targets) for key in keys),
            align="l" + "r" * len(names),
            note="Un extrait qui porte plusieurs codes compte une fois pour chacun.",
        ),
        rows=tuple(names),
        columns=labels,
        values=values,
        tones=tuple(part.tone for part in study.parts for _ in part.codes),
    )


def _by_workshop_row(study: Study, key: str, *, targets: bool) -> tuple[Line, ...]:
    spread = study.spread(study.bearing(key))
    cells = (
        (Figure(str(spread[w.id]), (study.target(key, w.id) if targets else "t-preuves") if spread[w.id] else ""),)
        for w in study.workshops
    )
    return ((Text(study.label(key)),), *cells)


def nested_codes(study: Study) -> Iterator[Block]:
    """How often two codes stand on one excerpt ("imbriqués"): a map, or a sentence when none do."""
    from vivant.analysis.cooccurrence import cooccurrence

    found = cooccurrence(study.counted, [code.key for code in study.codes])
    if any(pair.count for pair in found.pairs):
        yield _cooccurrence_map(study, found)
    else:
        yield Paragraph((Text("Codes imbriqués : aucun extrait ne porte deux codes."),), role="note")


def _cooccurrence_map(study: Study, found: "Cooccurrence") -> HeatMap:
    letters = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(study.codes)])
    if len(letters) < len(study.codes):  # more codes than letters: numbers do
        letters = tuple(str(rank) for rank in range(1, len(study.codes) + 1))
    labels = tuple(f"{letter}. {code.label}" for letter, code in zip(letters, study.codes, strict=True))
    size = range(len(labels))
    strongest = enumerate_words(
        f"{study.label(pair.first)} et {study.label(pair.second)}, {count(pair.count, 'extrait')}"
        for pair in found.pairs[:3]
        if pair.count
    )
    return HeatMap(
        id="g-imbriques",
        caption="Des codes imbriqués : extraits qui portent deux codes à la fois",
        alt=f"Carré croisant les codes, plus foncé quand les extraits communs sont plus nombreux. "
        f"Les plus liés : {strongest}.",
        table=Table(
            id="t-imbriques",
            caption="Les chiffres du graphique : extraits qui portent les deux codes",
            header=("Code", *letters),
            rows=tuple(
                (
                    (Text(labels[row]),),
                    *((Text("—" if row == at else str(found.counts[row][at])),) for at in size),
                )
                for row in size
            ),
            align="l" + "r" * len(labels),
        ),
        rows=labels,
        columns=letters,
        values=tuple(tuple(None if row == at else float(found.counts[row][at]) for at in size) for row in size),
    )


def answers_section(study: Study, limit: int) -> Iterator[Block]:
    """Obstacles and opportunities that seem to answer one another: proposed, for people to keep or drop."""
    from vivant.analysis.answers import answers

    tones = {code.key: part.tone for part in study.parts for code in part.codes}
    hindering = [one for one in study.counted if any(tones[key] == "obstacle" for key in one.codes)]
    helping = [one for one in study.counted if any(tones[key] == "opportunity" for key in one.codes)]
    if not (hindering and helping):
        return
    pairs = answers(
        hindering,
        helping,
        study.vectors[[study.rows[one.excerpt.id] for one in hindering]],
        study.vectors[[study.rows[one.excerpt.id] for one in helping]],
        limit=limit,
    )
    if not pairs:
        return
    yield Heading(2, "Des obstacles et des opportunités qui se répondent", "reponses")
    yield Paragraph(
        (Text("Rapprochements proposés d'après le sens des mots et les codes partagés ; à garder ou à écarter."),),
        role="note",
    )
    items: list[Line] = []
    for pair in pairs:
        first = study.refs[pair.obstacle.excerpt.id]
        said: Line = (
            Quotation(f"« {pair.obstacle.excerpt.text.strip()} »", (first,)),
            Text(f" ({attribution(study, pair.obstacle)})"),
        )
        if pair.shared:
            items.append((*said, Text(" : un extrait qui porte à la fois un obstacle et une opportunité")))
            continue
        second = study.refs[pair.opportunity.excerpt.id]
        items.append(
            (
                *said,
                Text(" — "),
                Quotation(f"« {pair.opportunity.excerpt.text.strip()} »", (second,)),
                Text(f" ({attribution(study, pair.opportunity)})"),
            )
        )
    yield Bullets(tuple(items))
