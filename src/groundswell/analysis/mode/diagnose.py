"""Weighs signals of records and people into one reading of the situation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from statistics import fmean
from typing import Any

from groundswell.analysis.mode.book import ModeBook, load_modes
from groundswell.analysis.mode.people import (
    LEAST,
    MOST,
    Answer,
    do_contradict,
    group_answers,
    weigh_answers,
)
from groundswell.analysis.mode.signals import Signal


@dataclass(frozen=True, slots=True)
class Gap:
    """What those who decide think, and what the records say, both from 1 to 5."""

    thought: float
    recorded: float
    people: int
    tickets: int

    @property
    def points(self) -> float:
        """Return by how much they think better of it."""
        return self.thought - self.recorded


@dataclass(frozen=True, slots=True)
class Reading:
    """In which situation the house is, and how that is known."""

    name: str
    #: by mode, 0 to 1; None where fewer than two signals are known
    scores: Mapping[str, float | None]
    assumed: bool
    signals: tuple[Signal, ...]
    #: the mode after it, and by how much it is behind; None where no other is known
    second: str | None
    margin: float | None
    #: the question whose answer would say more: id and words
    question: tuple[str, str] | None
    why: str
    gap: Gap | None = None

    def as_json(self) -> dict[str, Any]:
        """Return plain dicts and lists."""
        plain = asdict(self)
        poll, words = self.question or (None, None)
        plain["question"] = {"id": poll, "words": words} if self.question else None
        if self.gap:
            plain["gap"]["points"] = round(self.gap.points, 2)
        plain["scores"] = {
            name: None if score is None else round(score, 3) for name, score in self.scores.items()
        }
        return plain


def diagnose(
    found: Iterable[Signal],
    answers: Iterable[Answer] = (),
    *,
    as_of: datetime | None = None,
    book: ModeBook | None = None,
) -> Reading:
    """Return the mode that the signals speak for.

    Args:
        found: what the records say, from `find_signals`.
        answers: what people said.
        as_of: answers that are too old by then do not count.
        book: the rules, by default those that come with the program.
    """
    book = book or load_modes()
    answers = tuple(answers)
    gap = _perceive(found := tuple(found), answers, book, as_of=as_of)
    signals = [*found, *weigh_answers(answers, book, as_of=as_of)]
    if gap is not None and gap.points >= book.rules.gap:
        signals.append(_gap_signal(gap, book))
    scores = {name: _score(name, signals, book) for name in book.modes}
    default = book.rules.default
    others = {name: score for name, score in scores.items() if name != default}
    known = [score for score in others.values() if score is not None]
    if known:
        signals.append(_quiet(max(known), book))
        scores[default] = _score(default, signals, book)
    return _read(scores, others, signals, gap, group_answers(answers, book, as_of=as_of), book)


def _read(  # noqa: PLR0917 (each is a part of one reading)
    scores: Mapping[str, float | None],
    others: Mapping[str, float | None],
    signals: Sequence[Signal],
    gap: Gap | None,
    given: Mapping[str, Sequence[Answer]],
    book: ModeBook,
) -> Reading:
    default, above = book.rules.default, book.rules.above
    strong = {name: score for name, score in others.items() if score is not None and score > above}
    name = max(strong, key=lambda mode: (strong[mode], mode)) if strong else default
    assumed = name == default and scores[default] is None
    second = max(
        (mode for mode in scores if mode != name and scores[mode] is not None),
        key=lambda mode: (scores[mode] or 0.0, mode),
        default=None,
    )
    margin = (scores[name] or 0.0) - (scores[second] or 0.0) if second and not assumed else None
    return Reading(
        name=name,
        scores=scores,
        assumed=assumed,
        signals=tuple(signals),
        second=second,
        margin=margin,
        question=_settle(name, second, given, book),
        why=_say(name, assumed=assumed, margin=margin, second=second, book=book),
        gap=gap,
    )


def _score(mode: str, signals: Iterable[Signal], book: ModeBook) -> float | None:
    """Return the weighted mean of a mode's signals, None where there are too few."""
    own = [signal for signal in signals if signal.mode == mode]
    if len(own) < book.rules.least_signals:
        return None
    return sum(one.score * one.weight for one in own) / sum(one.weight for one in own)


def _quiet(loudest: float, book: ModeBook) -> Signal:
    kind = book.signals["quiet"]
    return Signal(
        id=kind.id,
        mode=kind.mode,
        score=1 - loudest,
        words=kind.words,
        found=f"the strongest of the others reaches {loudest:.2f} of 1",
        weight=book.rules.record_weight,
        value=1 - loudest,
    )


def _perceive(
    found: Sequence[Signal], answers: Sequence[Answer], book: ModeBook, *, as_of: datetime | None
) -> Gap | None:
    """Set what people think of IT beside the targets that were met."""
    missed = next((signal for signal in found if signal.id == "targets-missed"), None)
    ratings = [
        answer
        for poll, given in group_answers(answers, book, as_of=as_of).items()
        if book.polls[poll].rating
        for answer in given
    ]
    if missed is None or missed.value is None or not ratings:
        return None
    return Gap(
        thought=fmean(answer.value for answer in ratings),
        recorded=LEAST + (MOST - LEAST) * (1 - missed.value),
        people=len({answer.who for answer in ratings}),
        tickets=missed.of or 0,
    )


def _gap_signal(gap: Gap, book: ModeBook) -> Signal:
    kind = book.signals["perception-gap"]
    return Signal(
        id=kind.id,
        mode=kind.mode,
        score=kind.score(gap.points),
        words=kind.words,
        found=f"they say {gap.thought:.1f} of 5, the targets that were met say {gap.recorded:.1f}",
        weight=book.rules.record_weight,
        value=gap.points,
        of=gap.people,
        source="people",
    )


def _settle(
    name: str, second: str | None, given: Mapping[str, Sequence[Answer]], book: ModeBook
) -> tuple[str, str] | None:
    """Return the question that says most: unanswered before contradicted, of the best two modes."""
    order = [mode for mode in (second, name, *book.modes) if mode]
    open_polls = [poll for poll in book.polls.values() if poll.id not in given]
    split = [book.polls[poll] for poll, said in given.items() if do_contradict(said, book)]
    for polls in (open_polls, split):
        if polls:
            best = min(polls, key=lambda poll: order.index(poll.mode))
            return best.id, best.question
    return None


def _say(
    name: str, *, assumed: bool, margin: float | None, second: str | None, book: ModeBook
) -> str:
    if assumed:
        return f"too few signs for any other, so {name} is assumed"
    if margin is not None and second and margin < book.rules.clear_margin:
        return f"{name} and {second} are close"
    return "the signs are clear"
