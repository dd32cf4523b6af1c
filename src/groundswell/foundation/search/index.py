"""Putting words into the index and asking it."""

import re
import unicodedata
from collections.abc import Iterable

from django.db import connection

from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.search.models import SearchDocument

_WORD = re.compile(r"[\w]+", re.UNICODE)

#: Newest first: a rank would have to be computed for every hit of a common word, and the lists that
#: ask are ordered by harm or age anyway.
_QUERY = {
    "sqlite": (
        "SELECT d.number FROM search_fts f JOIN search_searchdocument d ON d.id = f.rowid"
        " WHERE search_fts MATCH %s ORDER BY f.rowid DESC LIMIT %s"
    ),
    "postgresql": (
        "SELECT number FROM search_searchdocument"
        " WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
        " ORDER BY id DESC LIMIT %s"
    ),
}


def put(records: Iterable[NumberedRecord]) -> None:
    """Write or replace the words of these records; a record without words is left out."""
    documents = [
        SearchDocument(
            number=record.number,
            kind=record.prefix,
            words=" ".join([_kind_word(record.prefix), *words]),
        )
        for record in records
        if (words := _words(record.search_text()))
    ]
    SearchDocument.objects.bulk_create(
        documents,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["kind", "words"],
    )


def forget(numbers: Iterable[str]) -> None:
    """Take records out of the index."""
    SearchDocument.objects.filter(number__in=list(numbers)).delete()


def find(text: str, *, kinds: Iterable[str], any_word: bool = False, limit: int = 500) -> list[str]:
    """Return the numbers of records that hold these words, newest first.

    The last word may be the start of one, so that results appear while somebody types.

    Args:
        text: what a person typed; anything but letters and digits only separates words.
        kinds: prefixes of the numbers to look among.
        any_word: whether one of the words is enough (for "similar to"), instead of all.
        limit: how many numbers at most, for each kind.
    """
    words = _words(text)[:32]
    if not words:
        return []
    joined = " AND " if connection.vendor == "sqlite" else " & "
    query = _expression(words, any_word=any_word)
    found: list[str] = []
    with connection.cursor() as cursor:
        for kind in kinds:
            asked = f"{_kind_word(kind)}{joined}({query})"
            cursor.execute(_QUERY[connection.vendor], [asked, limit])
            found += [number for (number,) in cursor.fetchall()]
    return found


def _kind_word(kind: str) -> str:
    """Return the word under which every record of a kind is in the index.

    So the index itself leaves out the other kinds; asked afterwards, a common word had every record
    that holds it looked up in vain.
    """
    return f"ofkind{kind.lower()}"


def _words(text: str) -> list[str]:
    """Return the words in small letters without accents, cut the same way for both databases.

    Left to themselves, one database reads "INC-000012" as a word and the other as two.
    """
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
    )
    return _WORD.findall(plain.lower().replace("_", " "))


def _expression(words: list[str], *, any_word: bool) -> str:
    if connection.vendor == "sqlite":
        terms = [f'"{word}"' for word in words]
        terms[-1] += "*"
        return (" OR " if any_word else " ").join(terms)
    terms = [*words[:-1], f"{words[-1]}:*"]
    return (" | " if any_word else " & ").join(terms)
