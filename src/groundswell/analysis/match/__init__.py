"""Tickets like a given one: the same trouble told before, and how it was seen to be the same."""

from groundswell.analysis.match.index import MatchIndex
from groundswell.analysis.match.learning import (
    FIXED,
    LEAST_LINKS,
    WORTH_SHOWING,
    Learned,
    Pair,
    Trial,
    learn,
    read_learned,
    read_trial,
    try_out,
)
from groundswell.analysis.match.prototypes import Candidate, Likeness, PrototypeIndex
from groundswell.analysis.match.results import TicketMatch, TicketMatches
from groundswell.analysis.match.tickets import match_tickets

__all__ = [
    "FIXED", "LEAST_LINKS", "WORTH_SHOWING", "Candidate", "Learned", "Likeness", "MatchIndex",
    "Pair", "PrototypeIndex", "TicketMatch", "TicketMatches", "Trial", "learn", "match_tickets",
    "read_learned", "read_trial", "try_out",
]  # fmt: skip
