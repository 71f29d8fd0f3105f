"""What the counts say: codes by sector and profession, striking cells, specific words, what comes back, saturation."""

from collections.abc import Callable, Iterator

from vivant.analysis.coded import CodedExcerpt
from vivant.analysis.counts import Crossing, cross, cross_primary
from vivant.analysis.crossings import residuals, striking
from vivant.synthesis.document import Block, Bullets, Evidence, Figure, Heading, Line, Paragraph, Strong, Table, Text
from vivant.synthesis.study import Study
from vivant.synthesis.wording import count, decimal, enumerate_words

UNSAID = "non précisé"
ENOUGH = 0.3
"""Share of the excerpts that must be attributed for a table by sector or profession to say something."""


def reading(study: Study, number: str) -> Iterator[Block]:
    """The chapter of counts of the full analysis; nothing when nothing is coded."""
    yield Heading(1, f"{number}. Lecture des chiffres", "lecture")
    if not study.counted:
        yield Paragraph((Text("Aucun extrait n'est codé : il n'y a rien à compter."),), role="note")
        return
    yield from _by_workshop(study)
    yield from _by_group(study, "secteur", "secteurs", lambda one: study.attributions.sector(one.excerpt))
    yield from _by_group(study, "profession", "professions", lambda one: study.attributions.function(one.excerpt))
    yield from _words(study)
    yield from _recurrence(study)
    yield from _saturation(study)


def _by_workshop(study: Study) -> Iterator[Block]:
    keys = [code.key for code in study.codes]
    columns = [workshop.id for workshop in study.workshops]
    found = cross(study.counted, keys, study.workshop_of, columns=columns)
    yield Heading(2, "Codes par atelier", "codes-ateliers")
    names = [study.workshop_name(key).capitalize() for key in found.columns]
    yield _table(study, found, "t-codes-ateliers", "Codes par atelier : nombre d'extraits", names, linked=True)
    primaries = cross_primary(study.counted, keys, study.workshop_of, columns=columns)
    tested = residuals(primaries)
    cells = striking(tested, primaries)
    yield Paragraph((Text(_chi_square(tested.chi2, tested.dof, tested.p, valid=tested.valid)),), role="note")
    if cells:
        yield Paragraph((Text("Ce qui ressort plus ou moins que la moyenne (code principal) :"),))
        yield Bullets(
            tuple(
                (
                    Strong(f"{study.label(row)}, {study.workshop_name(column)} : "),
                    Text(f"{'plus' if value > 0 else 'moins'} que la moyenne ("),
                    Figure(count(number, "extrait"), study.target(row, column)),
                    Text(f", résidu {'+' if value > 0 else '−'}{decimal(abs(value))})"),
                )
                for row, column, value, number in cells[:12]
            )
        )


def _chi_square(chi2: float | None, dof: int, p: float | None, *, valid: bool) -> str:
    if chi2 is None or not valid or p is None:
        return (
            "Les effectifs sont trop petits pour un test d'ensemble (conditions de Cochran) : "
            "les écarts se lisent comme des indices."
        )
    strength = "les ateliers ne disent pas la même chose" if p < 0.05 else "les écarts peuvent tenir au hasard"
    return f"Khi² = {decimal(chi2)} pour {dof} degrés de liberté, p = {decimal(p, 3)} : {strength}."


def _table(study: Study, found: Crossing, key: str, caption: str, names: list[str], *, linked: bool = False) -> Table:
    rows: list[tuple[Line, ...]] = []
    for code, counts, total in zip(found.rows, found.counts, found.row_totals, strict=True):
        cells: list[Line] = [
            (Figure(str(value), study.target(code, column)) if linked and value else Text(str(value)),)
            for column, value in zip(found.columns, counts, strict=True)
        ]
        rows.append(((Text(study.label(code)),), *cells, (Figure(str(total), study.target(code)),)))
    header = ("Code", *names, "Ensemble")
    return Table(key, caption, header, tuple(rows), "l" + "r" * (len(names) + 1))


def _by_group(study: Study, word: str, plural: str, group: Callable[[CodedExcerpt], str]) -> Iterator[Block]:
    """Only what the threshold allows is told apart; the rest is one column, so that nothing can be subtracted."""
    found = cross(study.counted, [code.key for code in study.codes], group)
    yield Heading(2, f"Codes par {word}", f"codes-{plural}")
    told = sum(1 for one in study.counted if group(one))
    if told < ENOUGH * len(study.counted):
        words = (
            f"Pas de tableau par {word} : {told} extraits sur {len(study.counted)} seulement peuvent être attribués "
            "sans désigner quelqu'un."
        )
        yield Paragraph((Text(words),))
        return
    names = [column[:1].upper() + column[1:] if column else UNSAID.capitalize() for column in found.columns]
    yield _table(study, found, f"t-codes-{plural}", f"Codes par {word} de qui parle : nombre d'extraits", names)


def _words(study: Study) -> Iterator[Block]:
    from vivant.analysis.specific import specific_words

    texts = {code.key: [one.excerpt.text for one in study.bearing(code.key)] for code in study.codes}
    found = specific_words({key: said for key, said in texts.items() if said})
    yield Heading(2, "Les mots propres à chaque code", "mots")
    yield Paragraph(
        (Text("Mots bien plus fréquents sous un code qu'ailleurs (fois sous ce code / fois en tout)."),),
        role="note",
    )
    yield Bullets(
        tuple(
            (
                Strong(f"{study.label(key)} : "),
                Text(
                    enumerate_words((f"{word.word} ({word.count}/{word.total})" for word in words), last=", ").replace(
                        " ; ", ", "
                    )
                    or "aucun mot ne s'en détache"
                ),
            )
            for key, words in found.items()
        )
    )


def _recurrence(study: Study) -> Iterator[Block]:
    from vivant.analysis.recurrence import echoes, recurrence

    keys = [code.key for code in study.codes]
    found = recurrence(study.counted, keys, [workshop.id for workshop in study.edition.workshops])
    yield Heading(2, "Ce qui revient, ce qui n'est dit qu'une fois", "revient")
    everywhere = enumerate_words((study.label(key) for key in found.codes_everywhere), last=" et ")
    lines: list[Line] = [(Strong("Codes présents dans tous les ateliers : "), Text(everywhere or "aucun"))]
    if found.everywhere:
        words = ", ".join(f"{word} ({number})" for word, number in found.everywhere[:20])
        lines.append((Strong("Mots dits dans tous les ateliers : "), Text(words)))
    if found.once:
        once = ", ".join(f"{study.label(key)} ({study.workshop_name(where)})" for key, where in found.once)
        lines.append((Strong("Codes entendus dans un seul atelier : "), Text(once)))
    if found.themes_once:
        themes = enumerate_words(f"{theme} ({study.workshop_name(where)})" for theme, where in found.themes_once)
        lines.append((Strong("Sous-thèmes des notes propres à un seul atelier : "), Text(themes)))
    yield Bullets(tuple(lines))
    rows = [study.rows[one.excerpt.id] for one in study.counted]
    if returning := echoes(study.counted, study.vectors[rows])[:10]:
        yield Paragraph((Text("Remarques proches qui reviennent d'un atelier à l'autre (sans doute pas toutes) :"),))
        yield Bullets(tuple(_echo(study, echo.excerpts, len(echo.workshops)) for echo in returning))


def _echo(study: Study, keys: tuple[str, ...], workshops: int) -> Line:
    first = study.coded[study.rows[keys[0]]].excerpt.text
    refs = tuple(study.refs[key] for key in keys)
    return (
        Text(f"« {first} » et {count(len(keys) - 1, 'autre')}, dans {count(workshops, 'atelier')} au moins "),
        Evidence(refs),
    )


def _saturation(study: Study) -> Iterator[Block]:
    from vivant.analysis.saturation import saturation

    steps = saturation(study.counted, [workshop.id for workshop in study.edition.workshops])
    yield Heading(2, "Ce que chaque atelier apporte de neuf", "saturation")
    yield Table(
        id="t-saturation",
        caption="Codes et mots entendus pour la première fois, atelier après atelier",
        header=(
            "Atelier",
            "Extraits",
            "Codes nouveaux",
            "Mots nouveaux",
            "Mots depuis le début",
            "Part des mots nouveaux",
        ),
        rows=tuple(
            (
                (Text(study.workshop_name(step.workshop).capitalize()),),
                (Text(str(step.excerpts)),),
                (Text(str(step.new_codes)),),
                (Text(str(step.new_words)),),
                (Text(str(step.words_total)),),
                (Text("—" if step.share_new is None else f"{decimal(100 * step.share_new, 0)} %"),),
            )
            for step in steps
        ),
        align="lrrrrr",
        note="Quand la part des mots nouveaux baisse et qu'aucun code n'apparaît plus, de nouveaux ateliers sur "
        "les mêmes thèmes apprendraient peu.",
    )
