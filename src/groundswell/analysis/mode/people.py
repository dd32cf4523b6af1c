"""What people answered, weighed honestly: the newest of each, contradictions said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from groundswell.analysis.mode.book import ModeBook, Poll
from groundswell.analysis.mode.signals import Signal

#: the ends of the scale on which people answer
LEAST, MOST = 1, 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answered to one question, 1 (not at all) to 5 (fully)."""

    poll: str
    value: int
    who: str
    at: datetime


def weigh_answers(
    answers: Iterable[Answer], book: ModeBook, *, as_of: datetime | None
) -> tuple[Signal, ...]:
    """Return a signal for each question that was answered, and one for each mode it speaks against.

    The newest answer of each person counts. Answers that are too old do not. Where people
    contradict one another, the mean counts for less and the signal says so.
    """
    signals: list[Signal] = []
    for poll, given in group_answers(answers, book, as_of=as_of).items():
        signals += _of_poll(book.polls[poll], given, book)
    return tuple(signals)


def group_answers(
    answers: Iterable[Answer], book: ModeBook, *, as_of: datetime | None
) -> Mapping[str, Sequence[Answer]]:
    """Return the answers that count, by question: of each person the newest one, none too old."""
    newest: dict[tuple[str, str], Answer] = {}
    for answer in sorted(answers, key=lambda one: (one.at, one.who)):
        if answer.poll in book.polls:
            newest[answer.poll, answer.who.strip().casefold()] = answer
    oldest = as_of - timedelta(days=book.rules.answer_days) if as_of else None
    grouped: dict[str, list[Answer]] = {}
    for answer in newest.values():
        if oldest is None or oldest <= answer.at:
            grouped.setdefault(answer.poll, []).append(answer)
    return grouped


def do_contradict(given: Sequence[Answer], book: ModeBook) -> bool:
    """Tell whether the answers are so far apart that their mean stands for nobody."""
    values = [answer.value for answer in given]
    return max(values) - min(values) >= book.rules.contradiction


def _of_poll(poll: Poll, given: Sequence[Answer], book: ModeBook) -> list[Signal]:
    mean = fmean(answer.value for answer in given)
    split = do_contradict(given, book)
    weight = book.rules.contradicted_weight if split else book.rules.people_weight
    values = sorted(answer.value for answer in given)
    people = "1 person" if len(given) == 1 else f"{len(given)} people"
    caution = f"they contradict one another: {values[0]} to {values[-1]}" if split else ""
    share = (mean - LEAST) / (MOST - LEAST)
    ways = [(poll.mode, _for_mode(poll, mean, share, book))]
    ways += [(mode, 1 - share) for mode in poll.against]
    return [
        Signal(
            id=poll.id,
            mode=mode,
            score=score,
            words=poll.question,
            found=f"{mean:.1f} of {MOST}, from {people}",
            weight=weight,
            value=mean,
            of=len(given),
            source="people",
            caution=caution,
        )
        for mode, score in ways
    ]


def _for_mode(poll: Poll, mean: float, share: float, book: ModeBook) -> float:
    """Return the score for the poll's own mode; a rating that is high enough says it fully."""
    return 1.0 if poll.rating and mean >= book.rules.satisfied else share
