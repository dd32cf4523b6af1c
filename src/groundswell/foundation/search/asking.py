"""What a full-text index is asked: the words of a question as SQLite and PostgreSQL read them."""

from collections.abc import Callable, Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

from groundswell.foundation.search.models import SearchWord
from groundswell.foundation.search.words import LONGEST_START, is_startable

#: the forms of a word, each with whether it may be the start of a word
Choice = Sequence[tuple[str, bool]]
#: for each word its forms
Choices = Sequence[Choice]

#: as how many of the words that begin so a beginning is read
STARTS = 30
# Each step leaps to the next word: a list of all would name each as often as it stands somewhere.
_STARTS = """
WITH RECURSIVE found(term) AS (
    SELECT (SELECT term FROM search_terms WHERE term >= %s AND term <= %s LIMIT 1)
    UNION ALL
    SELECT (
        SELECT term FROM search_terms WHERE term >= found.term || char(1) AND term <= %s LIMIT 1
    )
    FROM found WHERE found.term IS NOT NULL
)
SELECT term FROM found WHERE term IS NOT NULL LIMIT %s
"""


def spell_out(choices: Choices, find_starts: Callable[[str], Choice]) -> tuple[Choices, bool]:
    """Return the choices with a beginning as all the words that begin so.

    Both databases gather all that hold any word with a beginning before they give the newest of
    them; whole words they read from the newest on. The same is found either way. A beginning of
    very many words is left as it is, and that it is so is returned besides.

    Args:
        choices: for each word its forms; of the last, one may be a beginning.
        find_starts: as `find_starts` below, or what remembers for it.
    """
    *others, last = choices
    word = next((form for form, is_start in last if is_start), None)
    if word is None:
        return choices, False
    starts = find_starts(word)
    if not 0 < len(starts) <= STARTS:
        return choices, bool(starts)
    return [*others, [*((form, False) for form, _ in last), *starts]], False


def find_starts(cursor: CursorWrapper, word: str) -> Choice:
    """Return the words that begin with this one, at most one more than `STARTS`."""
    look = _find_in_index if connection.vendor == "sqlite" else _find_learnt
    return look(cursor, word)


def _find_in_index(cursor: CursorWrapper, word: str) -> Choice:
    end = word + chr(0x10FFFF)
    cursor.execute(_STARTS, [word, end, end, STARTS + 1])
    return [(term, False) for (term,) in cursor.fetchall()]


def _find_learnt(_: CursorWrapper, word: str) -> Choice:
    if not is_startable(word):
        return []
    starts = SearchWord.objects.filter(word__startswith=word).values_list("word", flat=True)
    return [(term, len(term) == LONGEST_START) for term in starts[: STARTS + 1]]


def expression(choices: Choices, *, any_word: bool) -> str:
    """Return the question for one form of each word, or of any, in the language of the database."""
    is_sqlite = connection.vendor == "sqlite"
    either, both = (" OR ", " AND ") if is_sqlite else (" | ", " & ")
    each = [either.join(_term(*form, is_sqlite=is_sqlite) for form in forms) for forms in choices]
    grouped = [f"({term})" for term in each]
    return (either if any_word else both).join(grouped)


def text_patterns(choices: Choices) -> list[list[str]]:
    """Return for each word what LIKE looks for: its forms in words that end with a space."""
    return [[f"% {form}{'' if is_start else ' '}%" for form, is_start in each] for each in choices]


def narrow(word: str, query: str) -> str:
    """Return a question for this word as well as all that is asked."""
    return f"{word}{' AND ' if connection.vendor == 'sqlite' else ' & '}({query})"


def _term(word: str, is_start: bool, *, is_sqlite: bool) -> str:  # noqa: FBT001 (a pair)
    if is_sqlite:
        return f'"{word}"{"*" if is_start else ""}'
    return f"{word}{':*' if is_start else ''}"
