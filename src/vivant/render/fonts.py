"""The house face, Atkinson Hyperlegible, from its package: the same letters on screen and paper, nothing to install."""

from pathlib import Path

import fontpkg_atkinson_hyperlegible as package

FAMILY: str = package.FAMILY
FOLDER: Path = package.ROOT / "files"
FACES = {style: FOLDER / f"AtkinsonHyperlegible-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")}
