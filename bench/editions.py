"""From an edition folder to its documents: the example edition, then 5,000 and 50,000 excerpts."""

import tempfile
from pathlib import Path

from bench.process import Spent, vivant
from bench.synthetic import write_edition
from bench.table import Row
from vivant.formats.samples import samples_folder

FORMATS = ("pdf", "docx", "odt", "html", "md")


def example() -> list[Row]:
    """The example edition, its vectors to be made or already kept."""
    edition = samples_folder() / "edition-2018"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = {"VIVANT_CACHE": str(folder / "cache")}
        three = [
            argument for suffix in FORMATS if suffix in {"pdf", "docx", "html"} for argument in _out(folder, suffix)
        ]
        cold = vivant("synthesis", str(edition), *three, env=kept)
        warm = min((vivant("synthesis", str(edition), *three, env=kept) for _ in range(3)), key=lambda one: one.seconds)
        every = [argument for suffix in FORMATS for argument in _out(folder, suffix)]
        every += [argument for suffix in FORMATS for argument in ("--analysis", str(folder / f"a.{suffix}"))]
        both = vivant("synthesis", str(edition), *every, env=kept)
    return [
        Row("édition d'exemple, pdf+docx+html, vecteurs à calculer", cold.seconds, "s", 25),
        Row("édition d'exemple, pdf+docx+html, vecteurs gardés", warm.seconds, "s", 4),
        Row("… mémoire", warm.megabytes, "Mo", 400),
        Row("édition d'exemple, 5 formats × 2 documents", both.seconds, "s"),
        Row("… mémoire", both.megabytes, "Mo"),
    ]


def large() -> list[Row]:
    """Read, suggested, counted, synthesised: growth between the two sizes is at most linear once vectors are kept."""
    (cold, small), (_, big) = _synthesis(5_000), _synthesis(50_000)
    return [
        Row("5 000 extraits, vecteurs à calculer", cold.seconds, "s"),
        Row("5 000 extraits, pdf + html + analyse html", small.seconds, "s"),
        Row("… mémoire", small.megabytes, "Mo"),
        Row("50 000 extraits, pdf + html + analyse html", big.seconds, "s", 60),
        Row("… mémoire", big.megabytes, "Mo", 1_500),
        Row(
            "croissance du temps pour dix fois plus d'extraits",
            big.seconds / small.seconds,
            "×",
            10,
            against="linéaire",
        ),
    ]


def _synthesis(excerpts: int) -> tuple[Spent, Spent]:
    """The first time, then again with what the first kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_edition(folder / "edition", excerpts)
        asked = [*_out(folder, "pdf"), *_out(folder, "html"), "--analysis", str(folder / "a.html"), "--suggest"]
        kept = {"VIVANT_CACHE": str(folder / "cache")}
        first, second = (vivant("synthesis", str(folder / "edition"), *asked, env=kept) for _ in range(2))
        return first, second


def _out(folder: Path, suffix: str) -> list[str]:
    return ["-o", str(folder / f"s.{suffix}")]
