"""How a ticket stood, from one entry of its trail to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk.links.models import LINKED, LinkKind
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.defaults import clocks_of, is_spoken
from groundswell.servicedesk.states import FIRST, OPEN, Kind, State

#: whoever calls it off or turns it down breaks no promise
_CALLED_OFF = (State.CANCELLED, State.REJECTED)


@dataclass(frozen=True, slots=True)
class Moment:
    """How a ticket stood from one entry of its trail to the next."""

    at: datetime
    who: str
    state: State
    reason: str
    group_id: int | None
    #: a person who was not the caller then wrote to the caller, or spoke with them
    is_word: bool
    #: it went on in another ticket for a while, until that was undone
    is_elsewhere: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether somebody waits."""
        return self.state in OPEN

    @property
    def is_called_off(self) -> bool:
        """Tell whether nobody has to keep anything any more."""
        return self.state in _CALLED_OFF

    @property
    def words(self) -> str:
        """Return the state with what it waits for."""
        label = self.state.label
        return f"{label}: {self.reason}" if self.reason and self.state == State.ON_HOLD else label

    def clocks(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return which clocks stop and which only run now."""
        nothing: frozenset[str] = frozenset()
        return clocks_of(self.reason) if self.state == State.ON_HOLD else (nothing, nothing)


def list_moments(ticket: Ticket, trail: Iterable[AuditEntry]) -> list[Moment]:
    """Return how a ticket stood, one moment for each entry that says something of it.

    Of one that came from another tool: since it was taken on here.
    """
    told: list[Moment] = []
    entries: Sequence[AuditEntry] = list(trail)
    if ticket.source_name:
        entries = _since_taken_on(ticket, entries)
    apart, caller = _list_apart(entries), _first_caller(ticket, entries)
    for entry in entries:
        changes: Mapping[str, Sequence[str]] = entry.changes
        caller = changes["caller_id"][1] if "caller_id" in changes else caller
        is_theirs = entry.actor_id is None or str(entry.actor_id) == caller
        is_word = entry.act == "reply.written" and not is_theirs
        if not told:
            first = Moment(entry.acted_at, "", FIRST[Kind(ticket.kind)], "", None, is_word=False)
            is_word = not is_theirs and _is_call(entries)
        else:
            first = told[-1]
            if not is_word and not _MOVES & changes.keys():
                continue
        now = _after(first, entry, changes, is_word=is_word)
        if entry.pk in apart:
            now = replace(now, state=first.state, reason=first.reason, is_elsewhere=True)
        told.append(now)
    return told


def _is_call(trail: Sequence[AuditEntry]) -> bool:
    """Tell whether an agent took a ticket down while its caller spoke with them.

    What was split off carries how the other ticket came in; its caller hears of it later.
    """
    first = trail[0]
    _, channel = first.changes.get("channel", ("", ""))
    return is_spoken(channel) and not any(
        entry.acted_at == first.acted_at and _is_split(entry) for entry in trail
    )


def _is_split(entry: AuditEntry) -> bool:
    told: str = entry.changes["link"][1] if entry.act == LINKED else ""
    return told.startswith(LinkKind.SPLIT_FROM.label)


def _first_caller(ticket: Ticket, trail: Sequence[AuditEntry]) -> str:
    """Return the key of whoever was the caller at first; who is it now may have come later."""
    named = (entry.changes["caller_id"][0] for entry in trail if "caller_id" in entry.changes)
    return next(named, str(ticket.caller_id))


def _since_taken_on(ticket: Ticket, entries: Sequence[AuditEntry]) -> Sequence[AuditEntry]:
    """Return the trail of a ticket of another tool since somebody here left it open."""
    for place, entry in enumerate(entries):
        is_ours = entry.actor_id is not None and not entry.source
        if is_ours and (entry.act == "reply.written" or _MOVES & entry.changes.keys()):
            # where this entry does not say how it stood, the next that does says what it was
            told = [one.changes["state"] for one in entries[place:] if "state" in one.changes]
            is_told = "state" in entry.changes
            state = told[0][1 if is_told else 0] if told else ticket.state
            if state in OPEN:
                return entries[place:]
    return []


def _list_apart(entries: Sequence[AuditEntry]) -> set[int]:
    """Return the entries from a merge until it was undone: nobody ended anything by it."""
    apart: set[int] = set()
    began: int | None = None
    for place, entry in enumerate(entries):
        if entry.act.endswith(".merged"):
            began = place
        elif entry.act.endswith(".unmerged") and began is not None:
            apart |= {one.pk for one in entries[began:place]}
            began = None
    return apart


_MOVES = frozenset({"state", "hold_reason", "group_id"})


def _after(
    before: Moment, entry: AuditEntry, changes: Mapping[str, Sequence[str]], *, is_word: bool
) -> Moment:
    state = changes["state"][1] if "state" in changes else before.state
    group = changes["group_id"][1] if "group_id" in changes else before.group_id
    return Moment(
        at=max(entry.acted_at, before.at),
        who=str(entry.actor) if entry.actor else "",
        state=State(state) if state in State.values else before.state,
        reason=changes["hold_reason"][1] if "hold_reason" in changes else before.reason,
        group_id=int(group) if group and str(group).isdecimal() else None,
        is_word=is_word,
    )
