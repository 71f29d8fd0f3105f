"""The only place that runs another program: pandoc, which a package brings."""

import os
import subprocess
from functools import cache
from pathlib import Path


class ToolError(OSError):
    """A program that writes documents is missing or refuses. Says, in French, what to do."""


PATIENCE = 600
"""Seconds."""


def pandoc(source: Path, to: str, out: Path) -> None:
    """Write the document tree of ``source``, pandoc's JSON, to the file ``out`` in the format ``to``.

    Files that the tree names are looked for beside ``source``. Raises ToolError when pandoc is missing or refuses.
    """
    arguments = [_program(), "--from=json", f"--to={to}", "--standalone", "--wrap=none", f"--output={out}", str(source)]
    try:
        run = subprocess.run(
            arguments,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            cwd=source.parent,
            env=os.environ | {"SOURCE_DATE_EPOCH": "315532800"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"pandoc n'a pas pu être lancé ({error}) : réinstallez le paquet pypandoc_binary.") from error
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip()
        raise ToolError(f"pandoc a refusé d'écrire {out.name} : {said}")


@cache
def _program() -> str:
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise ToolError(
            "pandoc est introuvable, or il écrit les formats docx, odt et md : installez-le par "
            "« pip install pypandoc_binary », ou choisissez pdf ou html."
        ) from error
