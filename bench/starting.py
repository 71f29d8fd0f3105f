"""What a person waits for before anything happens."""

import tempfile
from pathlib import Path

from bench.process import best
from bench.table import Row


def rows() -> list[Row]:
    """``vivant --help`` and ``vivant excerpts`` on one small text."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes.txt"
        notes.write_text("Atelier du 9 janvier 2018\n\n- Personne ne sait qui appeler\n- Des repas partagés\n")
        return [
            Row("vivant --help", best(5, "--help").seconds, "s", 0.3),
            Row("vivant excerpts, un txt", best(5, "excerpts", str(notes)).seconds, "s", 0.6),
        ]
