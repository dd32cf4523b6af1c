"""What moves from quarter to quarter."""

from collections.abc import Callable, Iterator, Sequence

from groundswell.analysis.mode.book import ModeBook
from groundswell.analysis.mode.quarters import Quarter
from groundswell.analysis.mode.signals import Signal, score_records
from groundswell.kernel.statistics import natural_limits


def find_trends(quarters: Sequence[Quarter], book: ModeBook) -> Iterator[Signal]:
    """Yield the signals over time; fewer whole quarters than the rules ask for give none."""
    if len(quarters) < book.rules.quarters:
        return
    yield from _pressing(quarters, book)
    yield from _bad_verdicts(quarters, book)
    for name, count, words in (
        ("callers", lambda one: one.callers, "people who call"),
        ("volume", lambda one: one.tickets, "tickets"),
        ("services", lambda one: one.services, "services with tickets"),
    ):
        yield from _grown(name, count, words, quarters, book)
    yield from _wishes(quarters, book)


def _grown(
    name: str,
    count: Callable[[Quarter], int | None],
    words: str,
    quarters: Sequence[Quarter],
    book: ModeBook,
) -> Iterator[Signal]:
    before, latest = count(quarters[-2]), count(quarters[-1])
    if not before or latest is None:
        return
    yield _make(
        book,
        name,
        latest / before - 1,
        f"{latest:,} {words} after {before:,}",
        quarters[-1].tickets + quarters[-2].tickets,
    )


def _pressing(quarters: Sequence[Quarter], book: ModeBook) -> Iterator[Signal]:
    counts = [one.pressing for one in quarters if one.pressing is not None]
    if len(counts) < book.rules.quarters + 1 or not any(counts):
        return
    *earlier, latest = counts
    limit = natural_limits(earlier).high
    if limit <= 0:
        return
    found = f"{latest:,} in the latest quarter; up to {limit:.0f} is the usual ups and downs"
    yield _make(book, "major-incidents", latest / limit, found, sum(counts))


def _bad_verdicts(quarters: Sequence[Quarter], book: ModeBook) -> Iterator[Signal]:
    rated = [(one.bad or 0, one.rated or 0) for one in quarters]
    bad, of = rated[-1]
    earlier_bad, earlier_of = (sum(part) for part in zip(*rated[:-1], strict=True))
    if min(of, earlier_of) < book.rules.least_tickets:
        return
    found = f"{bad:,} of {of:,}, before that {earlier_bad:,} of {earlier_of:,}"
    yield _make(book, "dissatisfied", bad / of - earlier_bad / earlier_of, found, of + earlier_of)


def _wishes(quarters: Sequence[Quarter], book: ModeBook) -> Iterator[Signal]:
    before, latest = quarters[-2], quarters[-1]
    if not before.kinds or not latest.kinds or not (before.wishes or latest.wishes):
        return
    shares = (before.wishes or 0) / before.kinds, (latest.wishes or 0) / latest.kinds
    found = f"{shares[1]:.0%} of the tickets after {shares[0]:.0%}"
    yield _make(book, "requests", shares[1] - shares[0], found, before.kinds + latest.kinds)


def _make(book: ModeBook, name: str, value: float, found: str, of: int) -> Signal:
    kind, weight = book.signals[name], book.rules.record_weight
    return score_records(kind, value, found=found, of=of, weight=weight)
