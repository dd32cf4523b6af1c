"""Every new ticket with the earlier ones like it."""

from groundswell.analysis.match.index import MatchIndex
from groundswell.analysis.match.options import MatchOptions, default_options
from groundswell.analysis.match.results import TicketMatches
from groundswell.analysis.match.source import Tickets, read_tickets
from groundswell.evidence.store import Evidence

_AT_ONCE = 200
# Nearly every pair of tickets has a word in common: so many pairs are held in memory at once.
_MOST_PAIRS = 20_000_000


def match_tickets(
    history: Evidence, new: Evidence, *, top: int = 10, options: MatchOptions | None = None
) -> list[TicketMatches]:
    """Return each new ticket with the tickets of the history most like it, best first.

    Only tickets opened before the new one count, where both have times. The two may be the same
    evidence: no ticket matches itself.

    Raises:
        NotKnown: one of the two holds no tickets; the message is the reason.
    """
    options = options or default_options()
    index = MatchIndex(history, options=options)
    asked = read_tickets(new, options)
    if len(asked) > _AT_ONCE:
        index.keep_runs()
    step = max(1, min(_AT_ONCE, _MOST_PAIRS // max(1, len(index))))
    answers = []
    for start in range(0, len(asked), step):
        part = Tickets(
            asked.ids[start : start + step],
            asked.texts.slice(start, start + step),
            asked.opened[start : start + step],
        )
        ranked = index.rank(index.ask(part), top=top)
        answers += [
            TicketMatches(ticket, found) for ticket, found in zip(part.ids, ranked, strict=True)
        ]
    return answers
