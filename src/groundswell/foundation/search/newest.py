"""Reading from a full-text index the newest records that hold something.

Newest first: a rank would have to be computed for every hit of a common word, and the lists that
ask are ordered by harm or age anyway.

SQLite reads its index from the newest record on and stops. PostgreSQL cannot: it would gather all
that hold a common word and then sort them, or walk through all records for a rare one. So each
record is in its index under a word for its block of records as well, and first the newest blocks
are asked, then as many as should hold what is missing. A rare word is asked for twice.

Neither reads a beginning of very many words from the newest on. The words of the newest records
themselves are read for it first: where they hold too few, all that hold it are not many.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from math import ceil

from django.db import connection
from django.db.backends.utils import CursorWrapper

from groundswell.foundation.search.asking import Choice, Choices, find_starts, text_patterns
from groundswell.foundation.search.words import kind_word

#: so many records of a kind are read word by word
READ_THROUGH = 5_000
_THROUGH = """
SELECT number FROM (
    SELECT number, words FROM search_searchdocument WHERE kind = %s ORDER BY id DESC LIMIT %s
) AS newest
WHERE {words} LIMIT %s
"""
_MORE = "SELECT 1 FROM search_searchdocument WHERE kind = %s ORDER BY id DESC LIMIT 1 OFFSET %s"

#: what the index is asked, how many at most, and among which numbers; None for all
Read = Callable[[str, int, Sequence[str] | None], list[str]]

#: records of a block, as in the index (see the migrations), and how many blocks are asked first
BLOCK, FIRST = 4096, 2
#: what is not oftener in the first blocks is asked of all kinds at once
_FEW = 5
#: so many times the blocks that should do are asked; more than so many at a time are all
_SPARE, _MOST = 1.5, 200

_SQLITE = (
    "SELECT d.number FROM search_fts f JOIN search_searchdocument d ON d.id = f.rowid"
    " WHERE search_fts MATCH %s{among} ORDER BY f.rowid DESC LIMIT %s"
)
_SQLITE_AMONG = " AND f.rowid IN (SELECT id FROM search_searchdocument WHERE number IN ({marks}))"

# The vector letter for letter as the index has it. Materialized: what knows the order and the limit
# as well walks through the records from the newest on, making the vector of each.
_POSTGRESQL = """
WITH found AS MATERIALIZED (
    SELECT id, number, kind FROM search_searchdocument
    WHERE to_tsvector('simple', words || ' ofblock' || (id / 4096)::text)
        @@ to_tsquery('simple', %s){further}
)
SELECT number, kind FROM found ORDER BY id DESC LIMIT %s
"""


class Reading:
    """One search of several questions: what is the same for all of them is asked once.

    That is which record is the newest, and in which words a beginning may end. What comes into the
    index meanwhile may be left out; the next search has it.
    """

    @cached_property
    def newest_block(self) -> int:
        """Return in which block of records the newest is."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(id) FROM search_searchdocument")
            return int(cursor.fetchone()[0] or 0) // BLOCK

    @cached_property
    def _starts(self) -> dict[str, Choice]:
        return {}

    def find_starts(self, cursor: CursorWrapper, word: str) -> Choice:
        """Return the words that begin with this one, as `asking.find_starts` does."""
        if word not in self._starts:
            self._starts[word] = find_starts(cursor, word)
        return self._starts[word]

    def reader_of(self, cursor: CursorWrapper) -> Read:
        """Return what reads the newest records from the index of this database."""
        if connection.vendor == "sqlite":
            return partial(_read_sqlite, cursor)
        return partial(_read_postgresql, cursor, self.newest_block)

    def read_rare(
        self, cursor: CursorWrapper, kinds: Sequence[str], query: str, limit: int
    ) -> list[str] | None:
        """Return all records of these kinds that hold something rare, by kind, the newest first.

        Two questions in place of two for each kind; None where it may not be rare, and on SQLite,
        whose answers come without a way to a server.
        """
        if connection.vendor == "sqlite":
            return None
        asked = f"({' | '.join(map(kind_word, kinds))}) & ({query})"
        first = max(self.newest_block - FIRST + 1, 0)
        newest = _in_blocks(first, self.newest_block, asked)
        found = _ask_postgresql(cursor, newest, _FEW + 1)
        if len(found) > _FEW:
            return None
        if first:
            found += _ask_postgresql(cursor, asked, limit + 1, " AND id < %s", [first * BLOCK])
        if len(found) > limit:
            return None
        return [number for kind in kinds for number, its in found if its == kind]


def read_through(
    cursor: CursorWrapper, kind: str, choices: Choices, limit: int
) -> list[str] | None:
    """Return the newest records of a kind that hold one form of each word, from their own words.

    None where the newest of the kind that are read so do not tell.
    """
    patterns = text_patterns(choices)
    each = [" OR ".join(["words || ' ' LIKE %s"] * len(forms)) for forms in patterns]
    asked = _THROUGH.format(words=" AND ".join(f"({one})" for one in each))
    given = [form for forms in patterns for form in forms]
    cursor.execute(asked, [kind, READ_THROUGH, *given, limit])
    found = [number for (number,) in cursor.fetchall()]
    if len(found) < limit:
        cursor.execute(_MORE, [kind, READ_THROUGH])
        if cursor.fetchone():
            return None
    return found


def _read_sqlite(
    cursor: CursorWrapper, query: str, limit: int, among: Sequence[str] | None
) -> list[str]:
    narrowed = "" if among is None else _SQLITE_AMONG.format(marks=_marks(among))
    cursor.execute(_SQLITE.format(among=narrowed), [query, *(among or ()), limit])
    return [number for (number,) in cursor.fetchall()]


def _read_postgresql(
    cursor: CursorWrapper, newest: int, query: str, limit: int, among: Sequence[str] | None
) -> list[str]:
    if among is not None:
        further = f" AND number IN ({_marks(among)})"
        return [number for number, _ in _ask_postgresql(cursor, query, limit, further, among)]
    found: list[str] = []
    asked, step = 0, FIRST
    while asked <= newest and len(found) < limit:
        first, last = newest - asked, max(newest - asked - step + 1, 0)
        if step <= _MOST:
            part = _ask_postgresql(cursor, _in_blocks(last, first, query), limit - len(found))
        else:
            before = [(first + 1) * BLOCK]
            part = _ask_postgresql(cursor, query, limit - len(found), " AND id < %s", before)
            asked = newest
        found += [number for number, _ in part]
        asked += step
        # where none was found, nothing is known of how many blocks should do
        step = ceil(_SPARE * asked * (limit / len(found) - 1)) + 1 if found else _MOST + 1
    return found


def _in_blocks(oldest: int, newest: int, query: str) -> str:
    """Return a question for the records of these blocks alone."""
    blocks = " | ".join(f"ofblock{block}" for block in range(oldest, newest + 1))
    return f"({blocks}) & ({query})"


def _ask_postgresql(
    cursor: CursorWrapper,
    query: str,
    limit: int,
    further: str = "",
    given: Sequence[str | int] = (),
) -> list[tuple[str, str]]:
    """Return numbers and kinds."""
    cursor.execute(_POSTGRESQL.format(further=further), [query, *given, limit])
    return list(cursor.fetchall())


def _marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))
