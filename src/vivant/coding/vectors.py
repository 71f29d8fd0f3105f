"""Vectors of texts, computed once: kept under a hash of the text, never with the text."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Protocol

import numpy as np
import numpy.typing as npt

from vivant.coding.encoders import Encoder, Vectors

Half = npt.NDArray[np.float16]

AT_ONCE = 256
"""Texts encoded before they are kept: what an interruption may cost."""


class VectorStore(Protocol):
    """Where vectors are kept, by model and by key (``key_of``)."""

    def get(self, model_id: str, keys: Sequence[bytes]) -> Mapping[bytes, Half]:
        """Those of the vectors asked for that are known."""

    def put(self, model_id: str, rows: Mapping[bytes, Half]) -> None: ...


class Memory:
    """A store for as long as the program runs."""

    def __init__(self) -> None:
        self._models: dict[str, dict[bytes, Half]] = {}

    def get(self, model_id: str, keys: Sequence[bytes]) -> Mapping[bytes, Half]:
        known = self._models.get(model_id, {})
        return {key: known[key] for key in keys if key in known}

    def put(self, model_id: str, rows: Mapping[bytes, Half]) -> None:
        self._models.setdefault(model_id, {}).update(rows)


def key_of(text: str) -> bytes:
    """SHA-256 of a text, 32 bytes."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def vectors_of(texts: Sequence[str], encoder: Encoder, store: VectorStore) -> Vectors:
    """One row a text, in order; those that neither the package nor ``store`` knows are computed, then kept.

    Rows always pass through float16, so that a warm start gives what a cold one gave.
    """
    keys = [key_of(text) for text in texts]
    known = _known(keys, encoder.model_id, store)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    todo = list(missing.items())
    for start in range(0, len(todo), AT_ONCE):
        some = todo[start : start + AT_ONCE]
        rows = encoder.encode([text for _, text in some]).astype(np.float16)
        fresh = {key: row for (key, _), row in zip(some, rows, strict=True)}
        store.put(encoder.model_id, fresh)
        known.update(fresh)
    if not texts:
        return encoder.encode([])
    return np.stack([known[key] for key in keys]).astype(np.float32)


def missing_from(store: VectorStore, encoder: Encoder, texts: Sequence[str]) -> int:
    """How many distinct texts would have to be encoded."""
    keys = list({key_of(text) for text in texts})
    return len(keys) - len(_known(keys, encoder.model_id, store))


def _known(keys: Sequence[bytes], model_id: str, store: VectorStore) -> dict[bytes, Half]:
    shipped = shipped_vectors()
    known = dict(shipped.get(model_id, keys))
    known.update(store.get(model_id, [key for key in keys if key not in known]))
    return known


_SHIPPED: list[Memory] = []


def shipped_vectors() -> Memory:
    """The vectors of the starter set and of the default codebook, that come with the package.

    They are found under the id of the very model that made them: another version of an encoder finds none, and what
    it needs is computed anew.
    """
    if not _SHIPPED:
        store = Memory()
        source = files("vivant.coding").joinpath("data", "starter.npz")
        if source.is_file():
            with source.open("rb") as file, np.load(file) as arrays:
                keys = [key.tobytes() for key in arrays["keys"]]
                for rank, model_id in enumerate(arrays["models"].tolist()):
                    store.put(model_id, dict(zip(keys, arrays[f"vectors_{rank}"], strict=True)))
        _SHIPPED.append(store)
    return _SHIPPED[0]
