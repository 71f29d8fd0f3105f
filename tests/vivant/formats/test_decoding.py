"""Whatever typed the notes, their letters come out."""

import pytest

from vivant.formats.decoding import decode

WORDS = "L’école, l'élève : « où ça ? » — œuvre"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode(), "UTF-8"),
        (WORDS.encode("utf-8-sig"), "UTF-8"),
        (WORDS.encode("utf-16"), "UTF-16"),
        (WORDS.encode("utf-16-le"), "UTF-16"),
        (WORDS.encode("utf-16-be"), "UTF-16"),
        (WORDS.encode("utf-32"), "UTF-32"),
        (WORDS.encode("cp1252"), "Windows-1252"),
        (WORDS.encode("mac_roman"), "Mac Roman"),
        ("élève à l'école, reçu à Noël, où ça".encode("cp850"), "MS-DOS (850)"),
    ],
)
def test_each_encoding_is_recognised(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.text in (WORDS, "élève à l'école, reçu à Noël, où ça")
    assert not decoded.remarks


def test_lines_in_two_encodings_are_each_read_and_the_odd_ones_named() -> None:
    data = "à l'école\n".encode() + "à côté\n".encode("cp1252") + "où ça".encode()
    decoded = decode(data)
    assert decoded.text == "à l'école\nà côté\noù ça"
    assert decoded.remarks[0][0] == "ligne 2"


def test_control_characters_are_kept_out_and_told() -> None:
    decoded = decode(b"un\x00 deux\x07\n\xe2\x80\xaetrois")
    assert decoded.text == "un deux\ntrois"
    assert decoded.remarks[0][0] == "lignes 1, 2"


def test_line_ends_of_all_systems_are_line_ends() -> None:
    assert decode(b"a\r\nb\rc\nd\x0be\x0cf").text == "a\nb\nc\nd\ne\nf"


def test_damaged_accents_are_read_as_they_are_and_told() -> None:
    decoded = decode("Ã©cole et Ã©lÃ¨ve".encode())
    assert decoded.text == "Ã©cole et Ã©lÃ¨ve"
    assert "abîmés" in decoded.remarks[0][1]
