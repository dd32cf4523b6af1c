"""Putting words into the index and asking it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction

from groundswell.analysis.text.stems import stem
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.search.asking import expression, narrow, spell_out
from groundswell.foundation.search.models import SearchDocument
from groundswell.foundation.search.newest import Reading, read_through
from groundswell.foundation.search.spelling import read_near
from groundswell.foundation.search.words import (
    TITLE,
    cut,
    forms_of,
    index_words,
    kind_word,
    learnable,
    startable,
)

#: the form in which words are written now: 1 added stems and the words of titles, 2 what was said
FORM = 2
#: so many words of a question are looked at
MOST_WORDS = 32


# Written as statements: whoever opens a ticket waits for them.
_PUT = (
    "INSERT INTO search_searchdocument (number, kind, words, form) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (number) DO UPDATE"
    " SET kind = excluded.kind, words = excluded.words, form = excluded.form"
)
_KNOWN = "SELECT word FROM search_searchword WHERE word = ANY(%s)"
_LEARN = "INSERT INTO search_searchword (word) VALUES (%s) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Near:
    """What was found, and which words were looked for instead of those that were typed."""

    numbers: list[str]
    instead: str = ""


def put(records: Iterable[NumberedRecord]) -> None:
    """Write or replace the words of these records; one without words is taken out."""
    documents = [
        (
            record.number,
            record.prefix,
            index_words(record.prefix, record.search_text(), record.search_title()),
            FORM,
        )
        for record in records
    ]
    silent = [number for number, _, words, _ in documents if not words]
    if silent:
        forget(silent)
        documents = [document for document in documents if document[2]]
    _write(documents)


def put_words(kind: str, texts: Iterable[tuple[str, str]]) -> None:
    """Write or replace words that are found beside those of a record, under a kind of their own.

    Args:
        kind: only who asks for it finds them.
        texts: under which number each stands, of which the caller knows what record is meant.
    """
    _write([(number, kind, index_words(kind, text, ""), FORM) for number, text in texts])


def _write(documents: Sequence[tuple[str, str, str, int]]) -> None:
    if not documents:
        return
    texts = [words for _, _, words, _ in documents]
    with connection.cursor() as cursor:
        if len(documents) == 1:  # as most often: to send several at once takes longer than this
            cursor.execute(_PUT, documents[0])
        else:
            cursor.executemany(_PUT, documents)
        if connection.vendor == "sqlite":
            cursor.executemany(_LEARN, [(word,) for word in learnable(texts)])
    if connection.vendor == "postgresql":
        # Two long transactions that meet the same new words in another order would wait for each
        # other, so words are learnt once the transaction is through.
        transaction.on_commit(partial(_learn_new, startable(texts)), robust=True)


def _learn_new(words: Sequence[str]) -> None:
    """Keep the words that were never seen; on PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [list(words)])
        new = sorted({*words}.difference(word for (word,) in cursor.fetchall()))
        if new:
            cursor.executemany(_LEARN, [(word,) for word in new])


def forget(numbers: Iterable[str]) -> None:
    """Take records out of the index."""
    SearchDocument.objects.filter(number__in=list(numbers)).delete()


def find(
    text: str,
    *,
    kinds: Iterable[str],
    any_word: bool = False,
    limit: int = 500,
    reading: Reading | None = None,
) -> list[str]:
    """Return the numbers of records that hold these words, newest first.

    The last word may be the start of one, so that results appear while somebody types.

    Args:
        text: what a person typed; anything but letters and digits only separates words.
        kinds: prefixes of the numbers to look among.
        any_word: whether one of the words is enough (for "similar to"), instead of all.
        limit: how many numbers at most, for each kind.
        reading: the search of which this is a part.
    """
    words = cut(text)[:MOST_WORDS]
    if not words:
        return []
    choices = [[(word, False)] for word in words[:-1]]
    choices.append([(words[-1], True)])
    return _ask(choices, kinds, limit, any_word=any_word, reading=reading)


def find_stems(
    words: Sequence[str],
    *,
    kinds: Iterable[str],
    limit: int,
    among: Sequence[str] | None = None,
    reading: Reading | None = None,
) -> list[str]:
    """Return the records that hold each of these words in any of its forms, newest first.

    Args:
        words: as `words.cut` gives them; the last may be the start of one.
        kinds: prefixes of the numbers to look among.
        limit: how many numbers at most, for each kind.
        among: only these numbers; None for all.
        reading: the search of which this is a part.
    """
    return _ask(_stems(words), kinds, limit, among=among, reading=reading)


def is_held(words: Sequence[str], *, reading: Reading) -> bool:
    """Tell whether any record, of whatever kind, holds each of these words as `find_stems` does."""
    with connection.cursor() as cursor:
        choices, _ = spell_out(_stems(words), partial(reading.find_starts, cursor))
        query = expression(choices, any_word=False)
        return bool(reading.reader_of(cursor)(query, 1, None))


def _stems(words: Sequence[str]) -> list[list[tuple[str, bool]]]:
    choices = [[(form, False) for form in forms_of(word)] for word in words]
    if choices:
        choices[-1].append((words[-1], True))
    return choices


def find_titles(
    words: Sequence[str],
    *,
    kinds: Iterable[str],
    limit: int,
    among: Sequence[str] | None = None,
    reading: Reading | None = None,
) -> list[str]:
    """Return the records that hold each of these words in their title, newest first."""
    choices = [[(TITLE + stem(word), False)] for word in words]
    if choices:
        choices[-1].append((TITLE + words[-1], True))
    return _ask(choices, kinds, limit, among=among, reading=reading)


def find_near(text: str, *, kinds: Iterable[str], limit: int = 500) -> Near:
    """Return what `find` does; where that is nothing, other forms of the words; then near words.

    Only for readers who see every record of these kinds: a word that is shown instead tells that
    some record holds it.
    """
    kinds, reading = tuple(kinds), Reading()
    found = find(text, kinds=kinds, limit=limit, reading=reading)
    words = cut(text)[:MOST_WORDS]
    if found or not words:
        return Near(found)
    if found := find_stems(words, kinds=kinds, limit=limit, reading=reading):
        return Near(found)
    for other in read_near(words):
        if found := find_stems(other, kinds=kinds, limit=limit, reading=reading):
            return Near(found, " ".join(other))
    return Near([])


def _ask(
    choices: Sequence[Sequence[tuple[str, bool]]],
    kinds: Iterable[str],
    limit: int,
    *,
    any_word: bool = False,
    among: Sequence[str] | None = None,
    reading: Reading | None = None,
) -> list[str]:
    """Return the numbers that hold one form of each word (or of any), for each kind.

    Args:
        choices: for each word its forms, each with whether it may be the start of a word.
        kinds: prefixes of the numbers.
        limit: how many for each kind.
        any_word: whether one of the words is enough.
        among: only these numbers; None for all.
        reading: the search of which this is a part.
    """
    if not choices or among == []:
        return []
    found: list[str] = []
    reading = reading or Reading()
    with connection.cursor() as cursor:
        choices, is_wide = spell_out(choices, partial(reading.find_starts, cursor))
        query = expression(choices, any_word=any_word)
        reads_through = is_wide and among is None and not any_word
        kinds = tuple(kinds)
        if len(kinds) > 1 and among is None and not reads_through:
            rare = reading.read_rare(cursor, kinds, query, limit)
            if rare is not None:
                return rare
        read = reading.reader_of(cursor)
        for kind in kinds:
            part = read_through(cursor, kind, choices, limit) if reads_through else None
            if part is None:
                part = read(narrow(kind_word(kind), query), limit, among)
            found += part
    return found
