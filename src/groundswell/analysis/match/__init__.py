"""Tickets like a given one: the same trouble told before, and how it was seen to be the same."""

from groundswell.analysis.match.index import MatchIndex
from groundswell.analysis.match.learning import FIXED, Learned, learn, read_learned
from groundswell.analysis.match.prototypes import Candidate, Likeness, PrototypeIndex
from groundswell.analysis.match.results import TicketMatch, TicketMatches
from groundswell.analysis.match.tickets import match_tickets

__all__ = [
    "FIXED", "Candidate", "Learned", "Likeness", "MatchIndex", "PrototypeIndex", "TicketMatch",
    "TicketMatches", "learn", "match_tickets", "read_learned",
]  # fmt: skip
