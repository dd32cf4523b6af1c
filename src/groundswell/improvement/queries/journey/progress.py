"""How far it is: since when, what was gained, what was saved, and the smallest next win."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from groundswell.analysis.journey import Moment
from groundswell.analysis.steps.guides import load_way
from groundswell.foundation.accounts.models import User
from groundswell.improvement.queries.next_steps import list_steps
from groundswell.improvement.queries.value import Value, sum_value
from groundswell.measurement.queries import latest_run

_MONTH = 30.44

#: what a gain of each kind is called, one and several
_GAINS = {
    ("improvement", "Measured"): ("improvement that helped", "improvements that helped"),
    ("practice", "Made one for all"): ("practice for all", "practices for all"),
    ("fix", "The fix holds"): ("fix that holds", "fixes that hold"),
    ("ask", ""): ("ask granted", "asks granted"),
    ("support", ""): ("step up of somebody who decides", "steps up of people who decide"),
    ("level", ""): ("level higher", "levels higher"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the journey is; `since` None before it began."""

    since: date | None
    #: months since then, and those of the whole way in the story that it is taken from
    months: int
    of_months: int
    scale: str
    gains: tuple[str, ...]
    losses: int
    value: Value
    #: the smallest of the first steps; None before the first look at the records
    next_win: Mapping[str, Any] | None


def sum_up(moments: Sequence[Moment], *, seen_by: User, at: datetime, on: date) -> Progress:
    """Return how far it is.

    Args:
        moments: of the whole journey, the newest first.
        seen_by: who looks.
        at: when, for the steps.
        on: the day of it, in the time zone of the pages.
    """
    way = load_way()
    since = moments[-1].day if moments else None
    return Progress(
        since=since,
        months=round((on - since).days / _MONTH) if since else 0,
        of_months=way.months,
        scale=way.scale,
        gains=tuple(say_gains(moments)),
        losses=sum(moment.tone == "loss" for moment in moments),
        value=sum_value(seen_by=seen_by, on=on),
        next_win=find_next_win(seen_by=seen_by, at=at),
    )


def say_gains(moments: Sequence[Moment]) -> list[str]:
    """Return what was gained, each kind counted in words."""
    gains = [moment for moment in moments if moment.tone == "gain"]
    counts = Counter(
        (one.kind, what) for one in gains for kind, what in _GAINS
        if one.kind == kind and one.what.startswith(what)
    )  # fmt: skip
    return [
        f"{count} {_GAINS[key][0 if count == 1 else 1]}"
        for key in _GAINS
        if (count := counts.get(key, 0))
    ]


def find_next_win(*, seen_by: User, at: datetime) -> Mapping[str, Any] | None:
    """Return the first step that takes the least time and nobody's word; None without any."""
    steps = list_steps(latest_run(), as_of=at, seen_by=seen_by) or ()
    return smallest(steps)


def smallest(steps: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the step that needs nobody's word, and of these the shortest."""
    return min(steps, key=lambda one: (one["mandate"], one["minutes"]), default=None)
