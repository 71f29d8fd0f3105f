"""A file that is wholly written or left as it was."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_aside(path: Path, *, private: bool = False) -> Iterator[Path]:
    """A file of the same folder and extension, to write; it takes the place of ``path`` once all went well.

    ``private``: only its owner may read it. OSError as writing gives it; nothing is left behind then.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=path.suffix, dir=path.parent)
    os.close(descriptor)
    aside = Path(name)
    try:
        yield aside
        if not private:
            aside.chmod(0o666 & ~_mask())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _mask() -> int:
    """The rights that this process leaves to new files; there is no way to read them but to set them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
