"""Tickets like a given one: the same trouble told before, and how it was seen to be the same."""

from groundswell.analysis.match.index import MatchIndex
from groundswell.analysis.match.results import TicketMatch, TicketMatches
from groundswell.analysis.match.tickets import match_tickets

__all__ = ["MatchIndex", "TicketMatch", "TicketMatches", "match_tickets"]
