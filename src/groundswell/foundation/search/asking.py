"""What a full-text index is asked: the words of a question as SQLite and PostgreSQL read them."""

from collections.abc import Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

from groundswell.foundation.search.words import TITLE

#: for each word its forms, each with whether it may be the start of a word
Choices = Sequence[Sequence[tuple[str, bool]]]

#: a beginning that so many hold in some form, and as how many of the words that begin so it is read
COMMON, STARTS = 1_000, 30
_HOLD = (
    "SELECT count(*) FROM (SELECT rowid FROM search_fts WHERE search_fts MATCH %s"
    " ORDER BY rowid DESC LIMIT %s)"
)
# Each step leaps to the next word: a list of all would name each as often as it stands somewhere.
_STARTS = """
WITH RECURSIVE found(term) AS (
    SELECT (SELECT term FROM search_terms WHERE term >= %s AND term < %s LIMIT 1)
    UNION ALL
    SELECT (SELECT term FROM search_terms WHERE term >= found.term || char(1) AND term < %s LIMIT 1)
    FROM found WHERE found.term IS NOT NULL
)
SELECT term FROM found WHERE term IS NOT NULL LIMIT %s
"""


def spell_out(cursor: CursorWrapper, choices: Choices) -> Choices:
    """Return the choices with a beginning that many hold as all the words that begin so.

    SQLite gathers all that hold any word with a beginning before it gives the newest of them; whole
    words it reads from the newest on. The same is found either way. What few hold, a beginning of
    very many words, and PostgreSQL are left as they are.
    """
    *others, last = choices
    word = next((form for form, is_start in last if is_start), None)
    if word is None or connection.vendor != "sqlite" or word[0] == TITLE:
        return choices
    whole = [(form, False) for form, _ in last]
    cursor.execute(_HOLD, [expression([whole], any_word=False), COMMON])
    if cursor.fetchone()[0] < COMMON:
        return choices
    end = word + chr(0x10FFFF)
    cursor.execute(_STARTS, [word, end, end, STARTS + 1])
    starts = [(term, False) for (term,) in cursor.fetchall()]
    return choices if len(starts) > STARTS else [*others, [*whole, *starts]]


def expression(choices: Choices, *, any_word: bool) -> str:
    """Return the question for one form of each word, or of any, in the language of the database."""
    is_sqlite = connection.vendor == "sqlite"
    either, both = (" OR ", " AND ") if is_sqlite else (" | ", " & ")
    each = [either.join(_term(*form, is_sqlite=is_sqlite) for form in forms) for forms in choices]
    grouped = [f"({term})" for term in each]
    return (either if any_word else both).join(grouped)


def _term(word: str, is_start: bool, *, is_sqlite: bool) -> str:  # noqa: FBT001 (a pair)
    if is_sqlite:
        return f'"{word}"{"*" if is_start else ""}'
    return f"{word}{':*' if is_start else ''}"
