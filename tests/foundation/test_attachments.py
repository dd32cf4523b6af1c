"""Names of files that others made are harmless, and a kind is told by how a file begins."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.foundation.attachments.limits import find_media_type, load_limits, say_size
from groundswell.foundation.attachments.names import clean_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\photo.JPG", "photo.JPG"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u200b.htaccess", "htaccess"),
        ("a\r\nX-Evil: 1.txt", "aX-Evil: 1.txt"),
        ("👩\u200d🔧 Müller.png", "👩\u200d🔧 Müller.png"),
        ("..", "file"),
        ("", "file"),
        ("a" * 300 + ".png", "a" * 115 + "….png"),
    ],
)
def test_a_name_is_made_harmless(said: str, name: str) -> None:
    assert clean_name(said) == name


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_name_is_short_seen_and_made_once(said: str) -> None:
    name = clean_name(said)

    assert 0 < len(name) <= load_limits().name_letters
    assert not set("/\\\0\r\n\u202e\u2066") & set(name)
    assert not {unicodedata.category(sign) for sign in name} & {"Cc", "Cs", "Zl", "Zp"}
    assert clean_name(name) == name


@settings(max_examples=40)
@given(st.binary(max_size=16))
def test_only_what_begins_as_a_picture_is_one(start: bytes) -> None:
    marks = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"GIF87a", b"RIFF")

    assert find_media_type(start).startswith("image/") <= start.startswith(marks)


def test_sizes_are_said_for_people() -> None:
    said = [say_size(size) for size in (1, 900, 2048, 1_572_864, 26_214_400)]

    assert said == ["1 byte", "900 bytes", "2 kB", "1.5 MB", "25 MB"]
