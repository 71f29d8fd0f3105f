"""An edition folder as large as wanted, the same bytes each time: sentences made from the starter examples."""

import csv
import json
import random
from importlib.resources import files
from pathlib import Path

from vivant.formats.notes import read_notes

A_SHEET = 1_000
"""Excerpts a file of notes; one file a workshop."""
SECTORS = ("école", "protection de l'enfance", "psychiatrie", "handicap", "insertion", "familles")


def write_edition(folder: Path, excerpts: int, *, coded: float = 0.9, seed: int = 1) -> None:
    """``edition.toml``, notes as txt, attendance and codings by one coder; the other excerpts are left uncoded."""
    draw = random.Random(seed)
    examples = [
        json.loads(line)
        for line in files("vivant.coding").joinpath("data", "starter.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    (folder / "notes").mkdir(parents=True)
    toml = [f'title = "Édition de {excerpts} extraits"', "year = 2018"]
    codings, present = [], []
    for rank in range(-(-excerpts // A_SHEET)):
        name, key = f"atelier-{rank + 1}.txt", f"a{rank + 1}"
        toml += ["", "[[workshop]]", f'id = "{key}"', f'theme = "Thème {rank + 1}"', f'notes = ["{name}"]']
        lines, labels = [], {}
        for number in range(min(A_SHEET, excerpts - rank * A_SHEET)):
            one, other = draw.sample(examples, 2)
            text = f"{_half(one['text'], first=True)} {_half(other['text'], first=False)} ({number})"
            lines.append(f"- {text}")
            if draw.random() < coded:
                labels[text] = (one["primary"], other["primary"] if draw.random() < 0.2 else one["primary"])
        (folder / "notes" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        for excerpt in read_notes(folder / "notes" / name).excerpts:
            primary, secondary = labels.get(excerpt.text, ("", ""))
            if primary:
                codings.append((excerpt.id, primary, "codeuse", "primary", ""))
            if secondary != primary:
                codings.append((excerpt.id, secondary, "codeuse", "secondary", ""))
        present += [(key, f"P{draw.randrange(400)}", "", "éducateur", draw.choice(SECTORS)) for _ in range(12)]
    (folder / "edition.toml").write_text("\n".join(toml) + "\n", encoding="utf-8")
    _write(folder / "codings.csv", ("excerpt", "code", "coder", "rank", "significant"), codings)
    people = dict.fromkeys((row[0], row[1], "", row[3], row[4]) for row in present)
    _write(folder / "attendance.csv", ("workshop", "person", "organisation", "profession", "sector"), list(people))


def _half(text: str, *, first: bool) -> str:
    words = text.replace("«", "").replace("»", "").replace('"', "").split()
    middle = max(1, len(words) // 2)
    return " ".join(words[:middle] if first else words[middle:])


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
