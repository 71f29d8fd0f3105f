"""What a person is told once the documents are written: coverage, and what remains to be read again."""

from collections.abc import Iterator

from vivant.synthesis.annexes import coverage_table, to_read_again
from vivant.synthesis.compose import Synthesis
from vivant.synthesis.document import Bullets, plain
from vivant.synthesis.study import Study


def report(study: Study, written: Synthesis) -> Iterator[str]:
    """Lines for a terminal: one a workshop, one for the whole, then one for each thing to read again."""
    for row in coverage_table(study, written.cited).rows:
        name, read, excerpts, coded, cited = (plain(cell) for cell in row)
        yield f"{name} : notes lues {read} ; extraits {excerpts} ; codés {coded} ; cités {cited}"
    for block in to_read_again(study, written.writing, written.unknown_acronyms):
        if isinstance(block, Bullets):
            yield from (plain(line) for line in block.items)
