"""Reading notes: how fast, and whether every word is kept."""

import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.process import vivant
from bench.table import Row

LINES = 20_000
TAGUETTE = 0.9896
"""Share of the tokens that Taguette 1.5.2 keeps of a docx with literal asterisks (recorded once, November 2026)."""


def rows() -> list[Row]:
    """A long txt and a long csv as whole processes, then the tokens kept of each format that people write in."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said = [
            f"Remarque numéro {n} : l'école et le *CMP* ne se parlent pas assez, dit-on (n° {n})" for n in range(LINES)
        ]
        (folder / "long.txt").write_text("\n".join(f"- {line}" for line in said), encoding="utf-8")
        (folder / "long.csv").write_text(
            "extrait;atelier\n" + "\n".join(f'"{one}";A' for one in said), encoding="utf-8"
        )
        for path in (folder / "long.txt", folder / "long.csv"):
            spent = vivant("excerpts", str(path))
            found.append(Row(f"lecture de {LINES} lignes ({path.suffix[1:]})", spent.seconds, "s"))
        some = said[:2_000]
        for suffix, write in WRITERS.items():
            path = folder / f"mots.{suffix}"
            write(path, some)
            seconds, kept = _read(path, some)
            found.append(
                Row(f"mots gardés à la lettre, {suffix}", kept, "", TAGUETTE, at_least=True, against="Taguette")
            )
            found.append(Row(f"… 2 000 lignes, {suffix}", seconds, "s"))
    return found


def _read(path: Path, said: list[str]) -> tuple[float, float]:
    from vivant.formats.notes import read_notes

    started = time.perf_counter()
    sheet = read_notes(path)
    seconds = time.perf_counter() - started
    given, read = Counter(" ".join(said).split()), Counter(sheet.text.split())
    return seconds, sum((given & read).values()) / given.total()


def _txt(path: Path, said: list[str]) -> None:
    path.write_text("\n".join(said), encoding="utf-8")


def _docx(path: Path, said: list[str]) -> None:
    import docx

    document = docx.Document()
    for line in said:
        document.add_paragraph(line, style="List Bullet")
    document.save(str(path))


def _odt(path: Path, said: list[str]) -> None:
    import odfdo

    document = odfdo.Document("text")
    for line in said:
        document.body.append(odfdo.Paragraph(line))
    document.save(str(path))


WRITERS: dict[str, Callable[[Path, list[str]], None]] = {"txt": _txt, "md": _txt, "docx": _docx, "odt": _odt}
