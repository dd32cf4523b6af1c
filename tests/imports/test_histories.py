"""Records and their history, brought one after the other, the other way round, or together."""

import itertools
import tempfile
from pathlib import Path

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.imports.arriving import held_by
from groundswell.imports.loading import Carrier, Loaded, load_evidence
from groundswell.measurement.ticket_rows import events
from groundswell.readers import read
from groundswell.servicedesk.models import Ticket
from tests.makers import MONDAY_9AM

pytestmark = pytest.mark.django_db

RECORDS = (
    "Number;Short description;Configuration item;Business service;Opened;Closed;State\n"
    "I1;Lift stuck;LIFT-7;Lifts;2024-03-01 08:00;2024-03-03 09:00;Closed\n"
    "I2;Door jammed;DOOR-2;Doors;2024-03-01 10:00;;In progress\n"
)
LOG = (
    "Number;Updated;Activity;Assignment group;Resolved by\n"
    "I1;2024-03-01 08:10;New;Desk;\n"
    "I1;2024-03-01 09:10;Assigned;Lifts team;\n"
    "I1;2024-03-02 09:30;Resolved;Lifts team;Kern\n"
    "I2;2024-03-01 10:10;New;Desk;\n"
    "I3;2024-03-01 11:10;New;Desk;\n"
)
LONGER = LOG + "I2;2024-03-04 10:10;Assigned;Door team;\n"


def bring(by: User, folder: Path, *texts: str, origin: str = "tool") -> Loaded:
    paths = []
    for text in texts:
        place = "log" if "Activity" in text else "records"
        paths.append(folder / f"{place}.csv")
        paths[-1].write_text(text)
    reading = read(paths, into=Path(tempfile.mkdtemp(dir=folder)) / "e", pseudonymise=False)
    carrier = Carrier(by=by, at=MONDAY_9AM, origin=origin, file=paths[0].name)
    return load_evidence(reading.evidence, carrier=carrier, held=held_by(reading.sources))


def told(origin: str = "tool") -> list[object]:
    """Return all that is known of the tickets, but for numbers and the moment of an import."""
    fields = ("source_id", "summary", "state", "opened_at", "resolved_at", "closed_at")
    named = ("ci__name", "service__name", "group__name", "source_extra")
    tickets = Ticket.objects.filter(source_name=origin).order_by("source_id")
    known = list(tickets.values_list(*fields, *named))
    pasts = [
        (number, at, told)
        for number, at, told in AuditEntry.objects.filter(act="history")
        .order_by("acted_at", "id")
        .values_list("number", "acted_at", "changes")
    ]
    source = dict(tickets.values_list("number", "source_id"))
    return [known, sorted((source[n], at, str(told)) for n, at, told in pasts if n in source)]


WAYS = [(RECORDS, LOG), (LOG, RECORDS)]


@pytest.mark.parametrize("way", WAYS, ids=["the records first", "the history first"])
def test_it_is_all_one_in_which_order_records_and_history_come(
    champion: User, tmp_path: Path, way: tuple[str, str]
) -> None:
    for text in way:
        bring(champion, tmp_path, text)
    apart = told()
    entries = AuditEntry.objects.count()
    again = [bring(champion, tmp_path, text) for text in (*way, *reversed(way))]
    together = bring(champion, tmp_path, *way)

    assert [one.added + one.changed for one in (*again, together)] == [0] * 5
    assert (told(), AuditEntry.objects.count()) == (apart, entries)
    assert bring(champion, tmp_path, *way, origin="both at once") == Loaded(added=3)
    assert told("both at once") == apart


def test_a_history_leaves_what_it_does_not_hold(champion: User, tmp_path: Path) -> None:
    bring(champion, tmp_path, RECORDS)

    loaded = bring(champion, tmp_path, LOG)

    lift = Ticket.objects.get(source_id="I1")
    assert loaded == Loaded(added=1, changed=2)
    assert (str(lift.ci), str(lift.service), str(lift.group)) == ("LIFT-7", "Lifts", "Lifts team")
    assert lift.state == "closed"
    assert f"{lift.resolved_at:%d %H:%M}" == "02 09:30"  # only the history knows


def test_a_longer_history_adds_what_is_new_in_it(champion: User, tmp_path: Path) -> None:
    for text in (RECORDS, LOG):
        bring(champion, tmp_path, text)

    loaded = bring(champion, tmp_path, LONGER)

    door = Ticket.objects.get(source_id="I2")
    steps = [event["group"] for event in events(Ticket.objects.filter(pk=door.pk))]
    assert loaded == Loaded(changed=1, unchanged=2)
    assert steps == ["Desk", "Door team"]


def test_what_was_done_here_stays_when_the_same_files_come_again(
    champion: User, tmp_path: Path
) -> None:
    for text in (RECORDS, LOG):
        bring(champion, tmp_path, text)
    Ticket.objects.filter(source_id="I2").update(summary="Corrected here", state="on_hold")

    for text in itertools.chain(*WAYS):
        bring(champion, tmp_path, text)

    door = Ticket.objects.get(source_id="I2")
    assert (door.summary, door.state) == ("Corrected here", "on_hold")
