from datetime import timedelta

import pyarrow as pa
import pytest

from groundswell.catalogue.actions import say_other_names
from groundswell.catalogue.models import Service
from groundswell.evidence import Evidence
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.imports.loading import Carrier, Loaded, load_evidence
from groundswell.kernel.errors import NotAllowed
from groundswell.servicedesk.models import Ticket
from tests.makers import MONDAY_9AM, make_service


def make_evidence(count: int = 3, **columns: list[object]) -> Evidence:
    ids = [f"{number:05}" for number in range(count)]
    tickets = {
        "ticket_id": ids,
        "title": [f"Trouble {number}" for number in ids],
        "opened_at": [MONDAY_9AM] * count,
        "state": ["open"] * count,
        "caller": ["Ann Other"] * count,
        "service": ["E-mail"] * count,
        **columns,
    }
    events = {
        "ticket_id": [ids[0], ids[0]],
        "seq": [0, 1],
        "at": [MONDAY_9AM, MONDAY_9AM + timedelta(hours=1)],
        "activity": ["New", "Resolved"],
        "group": ["Desk", "Network"],
    }
    return Evidence({"tickets": pa.table(tickets), "events": pa.table(events)})


def carrier(by: User) -> Carrier:
    return Carrier(by=by, at=MONDAY_9AM, origin="servicenow", file="export.csv")


def test_takes_over_tickets_with_their_numbers_and_history(champion: User) -> None:
    loaded = load_evidence(make_evidence(), carrier=carrier(champion))

    assert loaded == Loaded(added=3)
    ticket = Ticket.objects.get(source_id="00000")
    assert (ticket.caller and ticket.caller.name, str(ticket.service)) == ("Ann Other", "E-mail")
    history = AuditEntry.objects.filter(number=ticket.number, act="history").order_by("acted_at")
    assert [entry.changes["group"][1] for entry in history] == ["Desk", "Network"]
    assert {entry.source for entry in history} == {"export.csv"}


def test_a_service_goes_by_what_people_here_call_it(champion: User) -> None:
    mail = make_service("Mail and calendar")
    say_other_names(mail, by=champion, at=MONDAY_9AM, names=["E-Mail"])

    load_evidence(make_evidence(service=["E-mail", "Fax", "e mail"]), carrier=carrier(champion))

    names = Ticket.objects.order_by("source_id").values_list("service__name", flat=True)
    assert list(names) == [mail.name, "Fax", mail.name]
    assert Service.objects.count() == 2


def test_people_are_written_down_in_the_same_order_every_time(champion: User) -> None:
    names = [f"Person {number:02}" for number in range(20)]
    load_evidence(make_evidence(20, caller=names[::-1]), carrier=carrier(champion))

    held = User.objects.filter(name__in=names).order_by("pk").values_list("name", flat=True)
    assert list(held) == names


def test_the_same_file_twice_changes_nothing(champion: User) -> None:
    load_evidence(make_evidence(), carrier=carrier(champion))
    entries = AuditEntry.objects.count()

    again = load_evidence(make_evidence(), carrier=carrier(champion))

    assert again == Loaded(unchanged=3)
    assert (Ticket.objects.count(), AuditEntry.objects.count()) == (3, entries)


def test_an_altered_row_changes_its_ticket_and_leaves_an_entry(champion: User) -> None:
    load_evidence(make_evidence(), carrier=carrier(champion))

    again = load_evidence(
        make_evidence(title=["Trouble 00000", "Trouble 00001", "Other"]), carrier=carrier(champion)
    )

    assert again == Loaded(changed=1, unchanged=2)
    ticket = Ticket.objects.get(source_id="00002")
    assert ticket.summary == "Other"
    entry = AuditEntry.objects.get(number=ticket.number, act="incident.updated_by_import")
    assert entry.changes["summary"] == ["Trouble 00002", "Other"]


def test_a_cut_in_the_middle_leaves_whole_batches_and_a_rerun_completes(
    champion: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("groundswell.imports.loading.BATCH", 10)

    def stop_at_20(done: Loaded) -> bool:
        if done.rows == 30:
            raise KeyboardInterrupt
        return True

    with pytest.raises(KeyboardInterrupt):
        load_evidence(make_evidence(50), carrier=carrier(champion), on_batch=stop_at_20)
    after_the_cut = Ticket.objects.count()
    rerun = load_evidence(make_evidence(50), carrier=carrier(champion))

    assert after_the_cut == 20
    assert (rerun.added, rerun.unchanged) == (30, 20)


def test_a_row_without_a_time_stays_without_one(champion: User) -> None:
    load_evidence(
        make_evidence(2, opened_at=[None, None], state=["open", "resolved"]),
        carrier=carrier(champion),
    )

    assert list(Ticket.objects.values_list("opened_at", "resolved_at")) == [(None, None)] * 2


def test_somebody_without_the_right_is_refused(caller: User) -> None:
    with pytest.raises(NotAllowed):
        load_evidence(make_evidence(), carrier=carrier(caller))

    assert not Ticket.objects.exists()
