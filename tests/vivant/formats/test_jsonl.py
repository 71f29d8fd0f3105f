"""JSON lines: what is read, what is skipped and how it is told."""

import io
import json

import pytest

from vivant.coding.codebook import default_codebook
from vivant.coding.labelled import LabelledText
from vivant.formats.files import Unreadable
from vivant.formats.jsonl import read_ids, read_labelled, read_texts


def labelled(tmp_path, *lines, book=None):
    path = tmp_path / "codés.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return read_labelled(path, book)


@pytest.mark.parametrize(
    ("secondary", "kept"),
    [(None, ()), ([], ()), ("b", ("b",)), (["b", "c", "b"], ("b", "c")), (["a"], ()), ("", ())],
)
def test_a_secondary_code_is_null_a_code_or_a_list(tmp_path, secondary, kept):
    rows, problems = labelled(tmp_path, {"text": "t", "primary": "a", "secondary": secondary, "group": 3})
    assert rows == [LabelledText("t", "a", kept, "3")]
    assert problems == []


def test_absent_keys_are_empty(tmp_path):
    assert labelled(tmp_path, {"text": "t", "primary": "a"})[0] == [LabelledText("t", "a")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "objet JSON complet"),
        ("[1]", "accolades"),
        ("[" * 100_000, "objet JSON complet"),
        ('{"primary": "a"}', "« text »"),
        ('{"text": " ", "primary": "a"}', "vide"),
        ('{"text": 3, "primary": "a"}', "« text »"),
        ('{"text": "t"}', "« primary »"),
        ('{"text": "t", "primary": "a", "secondary": [1]}', "« secondary »"),
        ('{"text": "t", "primary": "a", "group": [1]}', "« group »"),
    ],
)
def test_a_bad_line_is_skipped_and_told_by_its_number(tmp_path, line, told):
    rows, problems = labelled(tmp_path, {"text": "avant", "primary": "a"}, "", line, {"text": "après", "primary": "a"})
    assert [row.text for row in rows] == ["avant", "après"]
    [problem] = problems
    assert str(problem).startswith("codés.jsonl, ligne 3 : ")
    assert told in str(problem)


def test_a_code_that_is_not_to_be_put_is_refused(tmp_path):
    rows, problems = labelled(
        tmp_path,
        {"text": "t", "primary": "freins"},
        {"text": "t", "primary": "frein_humain", "secondary": "inconnu"},
        {"text": "t", "primary": "frein_humain"},
        book=default_codebook(),
    )
    assert len(rows) == 1
    assert [problem.place for problem in problems] == ["ligne 1", "ligne 2"]


def test_texts_keep_their_keys_and_order_from_standard_input():
    data = '{"id": 7, "text": "é", "z": [1]}\n{"text": "b"}\n'.encode()
    rows, problems = read_texts(io.BytesIO(data))
    assert rows == [{"id": 7, "text": "é", "z": [1]}, {"text": "b"}]
    assert problems == []


def test_what_was_typed_in_another_encoding_is_read(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "école"}'.encode("cp1252"))
    assert read_texts(path)[0] == [{"text": "école"}]


def test_a_line_separator_inside_a_text_does_not_cut_the_line(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "un\u2028deux"}\n{"text": "trois"}\n', encoding="utf-8")
    rows, problems = read_texts(path)
    assert [row["text"] for row in rows] == ["un\u2028deux", "trois"]
    assert problems == []


def test_zeros_between_the_letters_are_utf_16(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "école"}'.encode("utf-16-le"))
    assert read_texts(path) == ([{"text": "école"}], [])


def test_lines_that_fail_alike_are_one_problem_in_french(tmp_path):
    _, problems = labelled(tmp_path, *["texte"] * 39, {"text": "t", "primary": "a"}, '{"text": "t",}')
    assert [str(problem) for problem in problems] == [
        "codés.jsonl, lignes 1 à 39 : ce n'est pas un objet JSON complet sur une ligne ; ligne sautée.",
        "codés.jsonl, ligne 41 : ce n'est pas un objet JSON complet sur une ligne ; vérifiez autour du caractère 14 ; "
        "ligne sautée.",
    ]


@pytest.mark.parametrize(("data", "told"), [(b"PK\x03\x04 word/document.xml", "docx"), (b"%PDF-1.7", "pdf")])
def test_another_kind_of_file_is_said_at_once(tmp_path, data, told):
    path = tmp_path / "notes.docx"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=f"c'est un {told}"):
        read_texts(path)


def test_identifiers_are_read_once_each_and_a_line_without_one_is_told():
    ids, problems = read_ids(io.BytesIO(b'{"id": "e1"}\n{"id": 2}\n{"id": "e1"}\n{"text": "t"}\n{"id": true}\n'))
    assert ids == ["e1", "2"]
    assert [problem.place for problem in problems] == ["lignes 4, 5"]


def test_a_file_that_is_not_there_is_unreadable(tmp_path):
    with pytest.raises(Unreadable, match="introuvable"):
        read_texts(tmp_path / "rien.jsonl")
