"""The story of a ticket in the words of its caller."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.defaults import waits_for_caller
from groundswell.servicedesk.queries.story import Moment
from groundswell.servicedesk.states import State

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; `words` says an act in a sentence, and is empty for a message."""

    moment: Moment
    words: str = ""


def tell_caller(story: Iterable[Moment]) -> list[Line]:
    """Return what concerns a caller, newest first: messages, and the acts that they would tell."""
    lines = [
        Line(moment) if moment.is_message else Line(moment, _say(moment))
        for moment in story
        if not moment.private
    ]
    return [line for line in lines if line.words or line.moment.is_message]


def say_state(state: str) -> str:
    """Return how a ticket stands, in the words of its caller; what another tool said as it is."""
    return load_told()["states"].get(state.lower().replace(" ", "_"), state)


def say_how_it_stands(ticket: Ticket) -> str:
    """Return how a ticket stands, in the words of its caller; whether it waits for them."""
    if getattr(ticket, "goes_on", False):
        return say_state("goes_on")
    return say_state("on_hold_for_you" if is_asked(ticket) else ticket.state)


def is_asked(ticket: Ticket) -> bool:
    """Tell whether the ticket waits for its caller."""
    return ticket.state == State.ON_HOLD and waits_for_caller(ticket.hold_reason)


def find_question(ticket: Ticket, story: Iterable[Moment]) -> Moment | None:
    """Return what the desk wrote last while the ticket waits for its caller; else nothing.

    Args:
        ticket: one's own.
        story: newest first, as its caller may read it.
    """
    if not is_asked(ticket):
        return None
    written = (moment for moment in story if moment.is_message and moment.words)
    last = next(written, None)
    return None if last is None or last.by_caller else last


@cache
def load_told() -> Mapping[str, Words]:
    """Return the words of the data file."""
    path = Path(__file__).with_name("told.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _say(moment: Moment) -> str:
    told, act = load_told(), moment.act.rpartition(".")[2]
    if moment.is_history:
        states = [new for field, _, new in moment.changes if field == "state" and new]
        return f"How it stood: {say_state(states[-1])}" if states else ""
    if act == "held" and any(waits_for_caller(str(new)) for _, _, new in moment.changes):
        act = "held_for_you"
    if act in told["machine"] and (not moment.who or act not in told["desk"]):
        return told["machine"][act]
    if moment.by_caller:
        return f"You {told['own'][act]}" if act in told["own"] else ""
    return f"{moment.who or 'The desk'} {told['desk'][act]}" if act in told["desk"] else ""
