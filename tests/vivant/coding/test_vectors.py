"""Encoders and what is kept of them: hashes and numbers, whatever happens to the file."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from vivant.coding.encoders import MOST_CHARACTERS, installed_encoders
from vivant.coding.vectors import Memory, key_of, vectors_of
from vivant.formats.vectors import DiskVectors, cache_folder

ROWS = {key_of(str(n)): np.arange(4, dtype=np.float16) + n for n in range(1200)}


def test_what_is_put_is_got_by_model_and_key(tmp_path):
    store = DiskVectors(tmp_path / "v.sqlite3")
    store.put("m", ROWS)
    found = DiskVectors(tmp_path / "v.sqlite3").get("m", [*ROWS, key_of("autre")])
    assert found.keys() == ROWS.keys()
    assert all((found[key] == row).all() for key, row in ROWS.items())
    assert store.get("autre modèle", list(ROWS)) == {}


def test_no_text_is_in_the_file(tmp_path):
    store = DiskVectors(tmp_path / "v.sqlite3")
    said = "La maman de la petite n'a rien dit"
    store.put("m", {key_of(said): np.ones(4, np.float16)})
    assert b"maman" not in (tmp_path / "v.sqlite3").read_bytes()


@pytest.mark.parametrize("content", [b"", b"ce n'est pas une base" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_made_anew_with_a_notice(tmp_path, content):
    path, told = tmp_path / "v.sqlite3", []
    path.write_bytes(content)
    store = DiskVectors(path, told.append)
    assert store.get("m", list(ROWS)[:3]) == {}
    store.put("m", ROWS)
    assert len(store.get("m", list(ROWS))) == len(ROWS)
    assert len(told) == (1 if content else 0)


def test_where_nothing_can_be_written_nothing_is_kept_and_it_is_said_once(tmp_path):
    (tmp_path / "file").write_text("ici")
    told = []
    store = DiskVectors(tmp_path / "file" / "v.sqlite3", told.append)
    store.put("m", ROWS)
    store.put("m", ROWS)
    assert store.get("m", list(ROWS)) == {}
    assert len(told) == 1
    assert "VIVANT_CACHE" in told[0]


def test_several_writers_lose_nothing(tmp_path):
    def write(start):
        store = DiskVectors(tmp_path / "v.sqlite3")
        for n in range(start, start + 50, 10):
            store.put("m", {key_of(str(m)): np.full(4, m, np.float16) for m in range(n, n + 10)})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(0, 200, 50)))
    assert len(DiskVectors(tmp_path / "v.sqlite3").get("m", [key_of(str(n)) for n in range(200)])) == 200


def test_a_table_of_another_shape_is_said_and_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "v.sqlite3") as base:
        base.execute("CREATE TABLE vector (x)")
    base.close()
    told = []
    assert DiskVectors(tmp_path / "v.sqlite3", told.append).get("m", list(ROWS)[:1]) == {}
    assert told


def test_the_folder_is_the_one_asked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("VIVANT_CACHE", raising=False)
    assert cache_folder() == tmp_path / "vivant"
    monkeypatch.setenv("VIVANT_CACHE", str(tmp_path / "ici"))
    assert cache_folder() == tmp_path / "ici"


@pytest.mark.parametrize("encoder", installed_encoders()[0], ids=lambda encoder: encoder.model_id)
def test_an_encoder_takes_any_text_and_knows_what_is_near(encoder):
    texts = [
        "on ne nous écoute pas à l'école",
        "les parents ne se sentent pas entendus par les enseignants",
        "le minibus est en panne",
        "",
        "\0 \ud800 😀",
        "mot " * MOST_CHARACTERS,
    ]
    rows = encoder.encode(texts)
    assert np.isfinite(rows).all()
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-3)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert encoder.encode([]).shape == (0, rows.shape[1])


@pytest.mark.parametrize("encoder", installed_encoders()[0], ids=lambda encoder: encoder.model_id)
def test_a_warm_start_gives_what_a_cold_one_gave(encoder):
    store = Memory()
    texts = ["pas de place", "on s'appelle", "pas de place"]
    cold = vectors_of(texts, encoder, store)
    assert (vectors_of(texts[::-1], encoder, store) == cold[::-1]).all()
