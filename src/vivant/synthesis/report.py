"""What a person is told once the documents are written: coverage, and what remains to be read again."""

from collections.abc import Iterator

from vivant.corpus import Problem
from vivant.synthesis.annexes import coverage_of, to_read_again
from vivant.synthesis.compose import Synthesis
from vivant.synthesis.document import Bullets, plain
from vivant.synthesis.study import TO_READ, Study
from vivant.synthesis.wording import count, share


def validated_too_soon(study: Study, written: Synthesis) -> list[Problem]:
    """What a document signed by the committee should not hold any more: drafts, proposed codes, names to confirm."""
    if not study.edition.is_validated:
        return []
    left = [
        (bool(written.writing.missing), "des sections sont encore à rédiger"),
        (bool(study.proposed), f"des extraits sont au {TO_READ}"),
        (any(not one.confirmed for one in study.material.replaced), "des noms remplacés ne sont pas confirmés"),
    ]
    told = "le document est signé comme validé, mais {} : voyez la liste à relire, ou retirez la validation."
    return [Problem("edition.toml", "", told.format(what)) for found, what in left if found]


def report(study: Study, written: Synthesis) -> Iterator[str]:
    """Lines for a terminal: one a workshop, one for the whole, then one for each thing to read again."""
    for name, one in coverage_of(study, written.cited):
        proposed = f" ; codage proposé {one.proposed}" if study.proposed else ""
        yield (
            f"{name} : notes lues {share(one.read, one.letters)} ; {count(one.excerpts, 'extrait')} ; "
            f"codés {one.coded} ({share(one.coded, one.excerpts)}){proposed} ; "
            f"cités {one.cited} ({one.share_cited})"
        )
    for block in to_read_again(study, written.writing, written.unknown_acronyms):
        if isinstance(block, Bullets):
            yield from (plain(line) for line in block.items)
