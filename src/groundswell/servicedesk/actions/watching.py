"""Watching what comes in: each ticket is looked at as soon as it is written down."""

import threading
import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django_q.tasks import async_task

from groundswell.analysis.surges import Surge as Seen
from groundswell.analysis.surges import default_options
from groundswell.catalogue.models import Service
from groundswell.foundation.audit import trail
from groundswell.foundation.often import Often
from groundswell.kernel.errors import NotKnown
from groundswell.servicedesk.models import Surge, SurgeTicket, SurgeWatch, Ticket
from groundswell.servicedesk.states import SurgeState
from groundswell.servicedesk.watch import (
    Sighting,
    Watch,
    list_lately,
    load_watch,
    new_watch,
    read_watch,
)

_LEARN = "groundswell.servicedesk.tasks.learn_what_is_usual"
_KEEP = "groundswell.servicedesk.tasks.keep_what_was_learnt"

#: what this process has learnt; threads of a server take turns
_turn = threading.Lock()
_held: dict[str, Watch] = {}


_ROW = Often(lambda: SurgeWatch.objects.defer("learnt").filter(only=1))


def watch_arrivals(*, at: datetime) -> int:
    """Look at the tickets that came since the last look; return how many surges they belong to.

    Where nothing was learnt yet it is asked for, in the background. What was learnt is kept every
    few tickets, in the background too: a caller does not wait for it.
    """
    row, is_new = _ROW.first(), False
    if row is None:
        row, is_new = SurgeWatch.objects.get_or_create(only=1)
    if not row.epoch:
        if is_new:
            async_task(_LEARN)
        return 0
    with _turn:
        try:
            watch = _hold(row)
        except NotKnown:
            SurgeWatch.objects.filter(pk=row.pk).update(epoch="")
            async_task(_LEARN)
            return 0
        found = watch.catch_up(at=at)
        is_full = watch.unkept >= load_watch().keep_every
        if is_full:
            watch.unkept = 0
    for sighting in found:
        _write_down(sighting, watch, at=at)
    if is_full:
        end_surges(at=at)
        async_task(_KEEP)
    return len(found)


def learn_usual(*, at: datetime) -> None:
    """Learn from the tickets of the past what is usual, and keep it; replaces what was kept."""
    watch = new_watch(uuid.uuid4().hex)
    watch.learn(at=at)
    SurgeWatch.objects.get_or_create(only=1)
    _keep(watch, watch.epoch)
    for seen in watch.detector.list_open():
        keep_surge(seen, at=at)


def keep_learnt(*, at: datetime) -> None:
    """Keep what was learnt of the tickets up to now; where nothing was, learn from the past."""
    watch_arrivals(at=at)
    with _turn:
        row = SurgeWatch.objects.defer("learnt").filter(only=1).exclude(epoch="").first()
        if row is not None:
            _keep(_hold(row), row.epoch)
    if row is None:
        learn_usual(at=at)


def keep_surge(seen: Seen, *, at: datetime) -> Surge:
    """Write a surge down, or add its further tickets to the one that holds some of them.

    One whose words parted from those of another takes its tickets along, unless people have joined
    them already.
    """
    tickets = list(Ticket.objects.filter(number__in=seen.tickets).order_by("id"))
    with transaction.atomic():
        SurgeWatch.objects.select_for_update().defer("learnt").filter(only=1).first()
        same = Surge.objects.filter(seen_as=seen.id).first()
        held = SurgeTicket.objects.filter(ticket__in=tickets).select_related("surge").first()
        if same is not None:
            surge = same
        elif held is None:
            surge = trail.begin(_as_record(seen), "surge.seen", by=None, at=at)
        elif seen.parted_from is not None:
            surge = _part(seen, held.surge, tickets, at=at)
        else:
            surge = held.surge
        SurgeTicket.objects.bulk_create(
            [SurgeTicket(surge=surge, ticket=ticket) for ticket in tickets], ignore_conflicts=True
        )
    return surge


def _part(seen: Seen, whole: Surge, tickets: list[Ticket], *, at: datetime) -> Surge:
    """Write down a surge that was part of another; what is left of that one is named anew."""
    record = _as_record(seen)
    record.parted_from = whole
    surge = trail.begin(record, "surge.seen", by=None, at=at)
    free = SurgeTicket.objects.filter(surge=whole, ticket__in=tickets, ticket__parent=None)
    free.exclude(ticket=whole.parent_id).update(surge=surge)
    with trail.change(whole, "surge.told_apart", by=None, at=at) as fresh:
        if fresh.state == SurgeState.OPEN and seen.parted_from:
            fresh.title = seen.parted_from.title[:250]
    return surge


def end_surges(*, at: datetime) -> int:
    """End the surges of which nobody wrote for long; return how many."""
    edge = at - default_options().ends.silence
    last = SurgeTicket.objects.exclude(surge__state=SurgeState.ENDED).values("surge")
    over = last.annotate(newest=Max("ticket__opened_at")).filter(newest__lt=edge)
    newest = dict(over.values_list("surge", "newest"))
    for surge in Surge.objects.filter(pk__in=newest):
        with trail.change(surge, "surge.subsided", by=None, at=at) as fresh:
            fresh.move_to(SurgeState.ENDED)
            fresh.ended_at = newest[surge.pk]
    return len(newest)


def _write_down(sighting: Sighting, watch: Watch, *, at: datetime) -> None:
    """Write down what was seen; a surge that this process wrote before only gets its new tickets.

    Should that fail, the next ticket of the surge finds all of them.
    """
    seen = sighting.surge
    known = watch.written.pop(seen.id, None)
    if known is None:
        known = keep_surge(seen, at=at).pk
    else:
        _grow(known, sighting)
    watch.written[seen.id] = known


def _grow(surge: int, sighting: Sighting) -> None:
    """Add tickets to a surge; must stay quick, since somebody waits for the ticket's number."""
    SurgeTicket.objects.bulk_create(
        [SurgeTicket(surge_id=surge, ticket_id=key) for key in sighting.keys],
        ignore_conflicts=True,
    )


def _hold(row: SurgeWatch) -> Watch:
    """Return the watch of this process; what another learnt anew is read first."""
    watch = _held.get(row.epoch)
    if watch is None:
        _held.clear()
        watch = _held[row.epoch] = read_watch(SurgeWatch.objects.get(pk=row.pk))
    return watch


def _keep(watch: Watch, epoch: str) -> None:
    SurgeWatch.objects.filter(only=1).update(
        epoch=epoch,
        learnt=watch.pack(),
        seen_until=watch.seen_until,
        seen_lately=list_lately(watch),
    )


def _as_record(seen: Seen) -> Surge:
    service = Service.objects.filter(name=seen.place).first() if seen.place else None
    return Surge(
        seen_as=seen.id,
        title=seen.title[:250],
        place=(seen.place or "")[:250],
        service=service,
        started_at=seen.started,
        detected_at=seen.detected,
        window_minutes=seen.unusual.window,
        expected=seen.unusual.expected,
        seen=seen.unusual.seen,
        chance=seen.unusual.chance,
    )
