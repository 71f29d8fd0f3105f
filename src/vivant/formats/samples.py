"""Where the example editions are: beside the source in a clone, inside the package elsewhere."""

from pathlib import Path

import vivant


def samples_folder() -> Path:
    """The folder of the example editions. Raises FileNotFoundError (French) when an installation left them out."""
    package = Path(vivant.__file__).parent
    for folder in (package.parents[1] / "samples", package / "samples"):
        if (folder / "edition-2018" / "edition.toml").is_file():
            return folder
    raise FileNotFoundError("Les éditions d'exemple ne sont pas installées : réinstallez partenariat-vivant.")
