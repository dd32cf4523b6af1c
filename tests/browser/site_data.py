"""Fills a site with a small desk and one analysed run; run by the fixtures in its own process."""

import os
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import django

NOW = datetime.now(UTC).replace(microsecond=0)
PASSWORD = "a long pass phrase"  # noqa: S105 (of a site that lives for a minute)
TROUBLES = (
    "Outlook asks for the password again",
    "The scanner in hall 3 loses its connection",
    "Cannot print on the second floor",
    "لا أستطيع فتح البريد",
    "A title that goes on and on " * 7,
)


def begin() -> str:
    """Make the tables; return the address at which the first account is made."""
    from django.core.management import call_command  # noqa: PLC0415

    from groundswell.foundation.accounts.actions import offer_setup  # noqa: PLC0415

    # without the checks, which would load every page of the application a second time
    call_command("migrate", verbosity=0, skip_checks=True)
    return f"/account/setup/{offer_setup(at=NOW)}/"


def fill() -> None:
    """Add people, services, things, tickets in every state, an import and a run."""
    from groundswell.foundation.accounts.actions import add_person_unasked  # noqa: PLC0415
    from groundswell.foundation.accounts.models import User  # noqa: PLC0415

    me = User.objects.get()
    add_person_unasked(
        by=None, at=NOW, name="Mara Lindt", email="mara@example.org", roles=("caller",),
        password=PASSWORD,
    )  # fmt: skip
    _fill_registers(me)
    _fill_set_up(me)
    _fill_desk(me)
    _fill_major(me)
    _fill_known_errors(me)
    _fill_findings(me)
    _fill_imports(me)


def _fill_registers(me: object) -> None:
    from groundswell.catalogue.actions import (  # noqa: PLC0415
        Said,
        add_service,
        confirm_rate,
        give_rate,
    )
    from groundswell.cmdb.actions import add_item, relate_items  # noqa: PLC0415
    from groundswell.cmdb.models import RelationKind  # noqa: PLC0415

    add_service(by=me, at=NOW, name="E-mail", users=120, critical_hours="8 to 18")
    payroll = add_service(by=me, at=NOW, name="Payroll", users=None, critical_hours="")
    confirm_rate("user_rate", by=me, at=NOW)
    give_rate("user_rate", by=me, at=NOW, said=Said(*map(Decimal, (44, 48, 55))), service=payroll)
    server = add_item(by=me, at=NOW, name="mail-01", type="server", vendor="", version="")
    switch = add_item(by=me, at=NOW, name="Core switch", type="", vendor="", version="")
    relate_items(server, by=me, at=NOW, kind=RelationKind.CONNECTS_TO, target=switch)


def _fill_set_up(me: object) -> None:
    from groundswell.foundation.accounts.departments import place_person  # noqa: PLC0415
    from groundswell.foundation.accounts.models import User  # noqa: PLC0415
    from groundswell.servicedesk.promises.actions import TargetFacts, say_target  # noqa: PLC0415
    from groundswell.servicedesk.rules.actions.groups import (  # noqa: PLC0415
        GroupWords,
        add_group,
        set_members,
    )

    caller = User.objects.get(email="mara@example.org")
    place_person(caller, by=me, at=NOW, department="Research and Development")
    group = add_group(by=me, at=NOW, said=GroupWords(name="Business applications"))
    set_members(group, by=me, at=NOW, members=[me])
    facts = TargetFacts(side="supplier", supplier="Network Supplies International", resolution=240)
    say_target(by=me, at=NOW, facts=facts)


def _fill_desk(me: object) -> None:
    from groundswell.foundation.accounts.models import User  # noqa: PLC0415
    from groundswell.servicedesk import actions  # noqa: PLC0415

    caller = User.objects.get(email="mara@example.org")
    for index in range(56):
        at = NOW - timedelta(hours=7 * index + 1)
        new = actions.NewTicket(
            summary=TROUBLES[index % len(TROUBLES)], description="<script>alert(1)</script> & more",
            caller=caller, channel="mail", impact=1 + index % 3, urgency=1 + index % 3,
        )  # fmt: skip
        if index % 9 == 8:
            actions.open_request(by=me, at=at, new=new)
            continue
        ticket = actions.open_incident(by=me, at=at, new=new)
        if index % 2:
            ticket = actions.start_ticket(ticket, by=me, at=at + timedelta(minutes=5))
            actions.write_message(
                ticket, by=me, at=at, text="Is it on the wire too?", private=False
            )
            actions.write_message(ticket, by=me, at=at, text="As on Tuesday.", private=True)
        if index % 4 == 1:
            actions.hold_ticket(ticket, by=me, at=at + timedelta(minutes=9), reason="Other")
        if index % 4 == 3:
            actions.resolve_ticket(
                ticket, by=me, at=at + timedelta(minutes=9), resolution="New cable", closure_code=""
            )


def _fill_major(me: object) -> None:
    from groundswell.servicedesk.major import actions  # noqa: PLC0415
    from groundswell.servicedesk.models import Ticket  # noqa: PLC0415

    ticket = Ticket.objects.open().filter(kind="incident").order_by("-id")[0]
    new = actions.Declaration(
        reason="Nobody can write", title="E-mail is down", affects="Mail does not come in"
    )
    major = actions.declare_major(ticket, by=me, at=NOW - timedelta(hours=3), new=new)
    at = NOW - timedelta(hours=2, minutes=30)
    actions.tell_everyone(major, by=me, at=at, text="We make room on the disk", minutes=30)
    actions.note_entry(major, by=me, at=at, kind="found", text="The disk is full")


def _fill_known_errors(me: object) -> None:
    from groundswell.problems import actions  # noqa: PLC0415
    from groundswell.servicedesk.models import Ticket  # noqa: PLC0415

    new = actions.NewKnownError(title="Outlook forgets the password", symptom="It asks again")
    known = actions.write_known_error(by=me, at=NOW, new=new)
    helps = actions.add_workaround(
        known, by=me, at=NOW, steps="Close Outlook.\nSign in again.", for_callers=True
    )
    ticket = Ticket.objects.get(number="INC-000001")
    actions.use_workaround(helps, by=me, at=NOW, ticket=ticket, tell=True)


def _fill_findings(me: object) -> None:
    from findings_data import document  # noqa: PLC0415

    from groundswell.measurement import actions  # noqa: PLC0415
    from groundswell.servicedesk.models import Ticket  # noqa: PLC0415

    numbers = list(Ticket.objects.order_by("id").values_list("number", flat=True))
    run = actions.begin_analysis(by=me, at=NOW)
    actions.keep_findings(run, by=me, at=NOW, findings=document(numbers, at=NOW))


def _fill_imports(me: object) -> None:
    from groundswell.imports.actions import keep_files, start_import  # noqa: PLC0415

    folder = Path(os.environ["GROUNDSWELL_HOME"])
    export = folder / "tickets.csv"
    rows = [
        f"INC{n:05};{1 + n % 27:02}.03.2026 09:00;Printer {n} is empty;Closed" for n in range(40)
    ]
    export.write_text("Number;Opened;Short description;State\n" + "\n".join(rows))
    for is_started in (False, True):
        with export.open("rb") as content:
            run = keep_files(by=me, at=NOW, files=[(export.name, content)])
        if is_started:
            start_import(run, by=me, at=NOW)


def later() -> None:
    """Let ninety-five days go by since every ask and its answer, and give a manager an account."""
    from groundswell.foundation.accounts.actions import add_person_unasked  # noqa: PLC0415
    from groundswell.improvement.models import Ask  # noqa: PLC0415

    add_person_unasked(
        by=None, at=NOW, name="Dana Weiss", email="dana@example.org", roles=("manager",),
        password=PASSWORD,
    )  # fmt: skip
    then = NOW - timedelta(days=95)
    Ask.objects.update(asked_at=then, answered_at=then)


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "begin":
        print(begin())
    else:
        {"fill": fill, "later": later}[sys.argv[1]]()
