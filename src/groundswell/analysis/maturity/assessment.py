"""Maturity from records: every practice that these records show, at one moment."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from groundswell.analysis.maturity.book import Book, Indicator, load_book
from groundswell.analysis.maturity.levels import PracticeLevel, judge_practice
from groundswell.analysis.maturity.moment import find_moment
from groundswell.analysis.maturity.practices import load_practices
from groundswell.analysis.maturity.readings import Reading, read_indicator
from groundswell.evidence import Evidence
from groundswell.kernel.errors import BadInput

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the records show of every practice at `as_of`.

    The same evidence, catalogue and moment give the same assessment, and `snapshot.write_snapshot`
    the same bytes.
    """

    as_of: datetime
    practices: tuple[PracticeLevel, ...]
    #: every reading that was taken, by id of its indicator; those not counted among them
    readings: Mapping[str, Reading]

    def practice(self, key: str) -> PracticeLevel:
        """Return one practice.

        Raises:
            KeyError: there is none of this key.
        """
        return {one.practice.key: one for one in self.practices}[key]


def assess(
    evidence: Evidence,
    *,
    as_of: datetime | None = None,
    book: Book | None = None,
    kept: Collection[str] = frozenset(),
    declared: Collection[str] = frozenset(),
    dormant: bool = False,
) -> Assessment:
    """Return what the records show of every practice.

    Args:
        evidence: the tables; `cluster_members` and `clusters` among them for problems (see
            `found.with_clusters`).
        as_of: with offset; nothing later is seen. By default the
            moment of `find_moment`.
        book: the indicators, by default as they are shipped.
        kept: `table` and `table.column` that the source keeps even where nothing is in them yet.
            There an empty table means "none"; elsewhere it means "not in this source".
        declared: practices that somebody says are done; without records they are at level 0.
        dormant: read the indicators too that are not switched on. They never count.

    Raises:
        NotKnown: no record has a date.
        BadInput: a declared practice is not known.
    """
    book = book or load_book()
    practices = load_practices()
    if unknown := sorted(set(declared) - set(practices)):
        raise BadInput(f"There is no practice {unknown[0]}; known are: {', '.join(practices)}.")
    moment = as_of or find_moment(evidence)
    readings = {
        one.id: read_indicator(evidence, book, one, as_of=moment, kept=kept)
        for one in _wanted(book, dormant=dormant)
    }
    reviews = _count_reviews(evidence, moment)
    return Assessment(
        moment,
        tuple(
            judge_practice(
                practice,
                counted := [readings[one.id] for one in book.of(key) if one.on],
                beside=_twins(counted, readings),
                settings=book.settings,
                reviews=reviews.get(key, 0),
                is_declared=key in declared,
            )
            for key, practice in practices.items()
        ),
        readings,
    )


def _wanted(book: Book, *, dormant: bool) -> Iterable[Indicator]:
    """Return what is to be read: what counts, and the twins beside it."""
    twins = {one.twin for one in book.indicators.values() if one.on}
    return [one for one in book.indicators.values() if one.on or dormant or one.id in twins]


def _twins(counted: Sequence[Reading], readings: Mapping[str, Reading]) -> list[Reading]:
    """Return the twins of what counts that do not count themselves."""
    ids = {one.indicator.id for one in counted}
    twins = dict.fromkeys(one.indicator.twin for one in counted if one.indicator.twin)
    return [readings[twin] for twin in twins if twin not in ids and twin in readings]


def _count_reviews(evidence: Evidence, as_of: datetime) -> dict[str, int]:
    """Return the looks at figures in the last twelve months that led to an act, by practice."""
    if not evidence.has("reviews"):
        return {}
    rows = evidence.table("reviews")
    led = rows.filter(
        rows.kind == "figures", rows.action, rows.held_at <= as_of, rows.held_at > as_of - _YEAR
    )
    counted = led.group_by("subject").agg(times=led.count()).to_pyarrow().to_pylist()
    return {row["subject"]: row["times"] for row in counted}
