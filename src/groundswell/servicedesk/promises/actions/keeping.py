"""Keeping the due times of tickets: worked out from the trail whenever something happened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.clocks import Reading, Run
from groundswell.servicedesk.links.models import LINKED
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.models import DueTime, Escalated, Promise
from groundswell.servicedesk.promises.queries.held import hold_rules
from groundswell.servicedesk.promises.queries.levels import Level, next_alarm
from groundswell.servicedesk.promises.queries.reading import has_promises, read, read_trails
from groundswell.servicedesk.promises.queries.rules import Rules
from groundswell.servicedesk.promises.queries.turns import Clock, list_clocks
from groundswell.servicedesk.promises.words import TO_CALLER

#: acts that a promise can change with, whatever they alter
_ACTS = frozenset({"reply.written", LINKED})
#: what has to change for a promise to change
_MATTERS = frozenset(
    {"state", "hold_reason", "group_id", "priority", "service_id", "caller_id", "kind", "offering"}
)
_KEPT = ("target_id", "goal_minutes", "began_at", "run", "due_at", "ended_at", "kept", "alarm_at")


def follow_tickets(
    entries: Sequence[AuditEntry], *, at: datetime, begun: Mapping[str, Any]
) -> None:
    """Keep the promises of tickets on which something happened, in the same transaction.

    The trail calls this with each entry about a ticket, whichever verb wrote it; `begun` are the
    tickets that were just taken down, by number. Of those there is nothing to read yet.
    """
    said = {
        entry.number: entry
        for entry in entries
        if not entry.source and (entry.act in _ACTS or _MATTERS & entry.changes.keys())
    }
    new = {number: [entry] for number, entry in said.items() if number in begun}
    _keep([begun[number] for number in new if not begun[number].source_name], new, at=at)
    known = said.keys() - new.keys()
    if known:
        held = Ticket.objects.filter(number__in=known)
        keep_promises(held.select_related("caller", "due").order_by("id"), at=at)


def keep_promises(tickets: Iterable[Ticket], *, at: datetime) -> int:
    """Work out the promises of tickets and keep what differs; the same again changes nothing.

    Args:
        tickets: with their caller and what they have due.
        at: when.

    Returns:
        Of how many tickets something became different.
    """
    own = [ticket for ticket in tickets if has_promises(ticket)]
    if not own:
        return 0
    with transaction.atomic(savepoint=False):
        promises, reached = _read_held([ticket.pk for ticket in own])
        trails = read_trails(ticket.number for ticket in own)
        due = {ticket.pk: ticket.due for ticket in own if hasattr(ticket, "due")}
        return _keep(own, trails, promises, reached, due, at=at)


def _read_held(keys: Sequence[int]) -> tuple[dict[int, list[Promise]], dict[int, set[str]]]:
    """Return the promises of tickets, and the levels that each of those reached."""
    held: dict[int, list[Promise]] = defaultdict(list)
    for promise in Promise.objects.filter(ticket__in=keys):
        held[promise.ticket_id].append(promise)
    reached: dict[int, set[str]] = defaultdict(set)
    told = Escalated.objects.filter(promise__ticket__in=keys) if held else Escalated.objects.none()
    for pk, level in told.values_list("promise_id", "level"):
        reached[pk].add(level)
    return held, reached


def _keep(
    tickets: Sequence[Ticket],
    trails: Mapping[str, Sequence[AuditEntry]],
    promises: Mapping[int, Sequence[Promise]] = MappingProxyType({}),
    reached: Mapping[int, set[str]] = MappingProxyType({}),
    due: Mapping[int, DueTime] = MappingProxyType({}),
    *,
    at: datetime,
) -> int:
    if not tickets:
        return 0
    held = hold_rules()
    keeper = _Keeper(held.rules, held.levels, reached, due, at)
    return sum(
        keeper.keep(ticket, trails.get(ticket.number, ()), promises.get(ticket.pk, ()))
        for ticket in tickets
    )


class _Keeper:
    """Brings the rows of one ticket after another to what its trail says."""

    def __init__(
        self,
        rules: Rules,
        levels: Sequence[Level],
        reached: Mapping[int, set[str]],
        due: Mapping[int, DueTime],
        at: datetime,
    ) -> None:
        self.rules, self.levels, self.reached, self.due, self.at = rules, levels, reached, due, at

    def keep(self, ticket: Ticket, entries: Sequence[AuditEntry], held: Sequence[Promise]) -> bool:
        until = max([self.at, *(entry.acted_at for entry in entries)])
        clocks = list_clocks(ticket, entries, self.rules)
        known = {(one.measure, one.round, one.group_id): one for one in held}
        rows, new, changed = [], [], []
        for clock in clocks:
            row = known.pop(clock.key, None)
            made = self._fill(clock, ticket, row, until)
            rows.append(made)
            if row is None:
                new.append(made)
            elif any(getattr(row, name) != getattr(made, name) for name in _KEPT):
                changed.append(made)
        if known:
            Promise.objects.filter(pk__in=[one.pk for one in known.values()]).delete()
        if new:
            Promise.objects.bulk_create(new)
        if changed:
            names = [name.removesuffix("_id") for name in _KEPT]
            Promise.objects.bulk_create(
                changed, update_conflicts=True, update_fields=names, unique_fields=["id"]
            )
        moved = self._keep_due(ticket, rows)
        return bool(new or changed or known or moved)

    def _fill(self, clock: Clock, ticket: Ticket, row: Promise | None, until: datetime) -> Promise:
        reading = read(clock, until=until)
        return Promise(
            pk=row.pk if row else None,
            ticket=ticket,
            measure=clock.measure,
            round=clock.round,
            group_id=clock.group_id,
            target=clock.goal.record,
            goal_minutes=clock.minutes,
            began_at=clock.turns[0].at,
            run=reading.run,
            due_at=reading.due_at,
            ended_at=reading.ended_at,
            kept=None if clock.is_called_off else reading.kept,
            alarm_at=self._alarm(clock, reading, row),
        )

    def _alarm(self, clock: Clock, reading: Reading, row: Promise | None) -> datetime | None:
        if reading.run != Run.RUNS:
            return None
        alarm = next_alarm(
            self.levels,
            reading,
            measure=clock.measure,
            calendar=clock.goal.calendar,
            began_at=clock.turns[0].at,
            reached=frozenset(self.reached.get(row.pk, ()) if row else ()),
        )
        # that it is late is kept when it becomes so, whatever follows
        moments = [alarm, reading.due_at if reading.kept is None else None]
        return min((moment for moment in moments if moment is not None), default=None)

    def _keep_due(self, ticket: Ticket, rows: Sequence[Promise]) -> bool:
        """Keep what the caller was promised next, while the ticket is open."""
        due = self.due.get(ticket.pk)
        waiting = [row for row in rows if row.ended_at is None and row.measure in TO_CALLER]
        dated = [row for row in waiting if row.due_at is not None]
        first = min(dated, key=lambda row: (row.due_at, row.measure), default=None)
        if not waiting:
            if due is not None:
                due.delete()
            return due is not None
        chosen = first or waiting[0]
        if due is not None and (due.measure, due.due_at) == (chosen.measure, chosen.due_at):
            return False
        DueTime.objects.bulk_create(
            [DueTime(ticket=ticket, measure=chosen.measure, due_at=chosen.due_at)],
            update_conflicts=True,
            update_fields=["measure", "due_at"],
            unique_fields=["ticket"],
        )
        return True
