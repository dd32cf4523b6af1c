"""What a ticket is about, by the vote of the tickets most like it; never filled in unasked."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from groundswell.catalogue.models import OFFERED
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.blame import is_blame
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.similar import Similar, find_similar

#: field of a ticket → what it is called, what tickets do with it
_SAID = {
    "service": ("Service", "name a service", "went to"),
    "category": ("Category", "name a category", "are filed under"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """What similar tickets say of a field that is empty: what to fill in, or why it is not known.

    Attributes:
        field: "service" or "category".
        label: what people call it.
        why: the votes, in a sentence.
        value: what the field is filled with; "": nothing is proposed.
        name: how people read that.
    """

    field: str
    label: str
    why: str
    value: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Vote:
    """How many have a vote, how many of them it takes, and which share of those that say it.

    `named_share`: with how small a share a service is still believed that the words name.
    """

    near: int
    least: int
    share: float
    named_share: float = 0.0


@cache
def load_vote(*, unasked: bool = False) -> Vote:
    """Return when similar tickets are trusted, with somebody who looks or without: a data file."""
    path = Path(__file__).parents[1] / "guess.toml"
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    return Vote(**held["unasked" if unasked else "proposed"])


def find_voters(ticket: Ticket, *, seen_by: User) -> list[Similar]:
    """Return the tickets most like this one that have a vote, best first."""
    return find_similar(ticket, seen_by=seen_by, top=load_vote().near)


def guess(ticket: Ticket, voters: Sequence[Similar]) -> list[Guess]:
    """Return what the most similar tickets say of each field that is empty on this one.

    A field that none of them fills is passed over: this house does not use it, or nobody knows.
    """
    empty = [name for name in _SAID if not getattr(ticket, name)]
    found = [_count(name, [match.ticket for match in voters]) for name in empty]
    return [one for one in found if one is not None]


def _count(field: str, voters: Sequence[Ticket]) -> Guess | None:
    label, names_it, goes_to = _SAID[field]
    said = [getattr(ticket, field) for ticket in voters if getattr(ticket, field)]
    if not said:
        return None
    vote = load_vote()
    if len(said) < vote.least:
        few = f"one similar ticket {names_it.replace('name', 'names', 1)}"
        several = f"{len(said)} similar tickets {names_it}"
        only = few if len(said) == 1 else several
        return Guess(field, label, f"Only {only}; it takes {vote.least} that agree.")
    winner, votes = Counter(said).most_common(1)[0]
    every = f"{len(said)} most similar tickets"
    if len(said) < len(voters):
        every = f"{len(said)} similar tickets that {names_it}"
    share = f"All {every}" if votes == len(said) else f"{votes} of the {every}"
    if votes < vote.least or votes < vote.share * len(said):
        return Guess(field, label, f"Similar tickets disagree: {share} {goes_to} {winner}.")
    if reason := _barred(winner):
        return Guess(field, label, f"{share} {goes_to} {winner}, {reason}.")
    value = winner if isinstance(winner, str) else str(winner.pk)
    return Guess(field, label, f"{share} {goes_to} it.", value, str(winner))


def _barred(winner: object) -> str:
    """Return why what most say is not proposed all the same; empty where it is."""
    if isinstance(winner, str):
        return "which is never proposed" if is_blame(winner) else ""
    return "" if getattr(winner, "state", "") in OFFERED else "which is not offered any more"
