"""Others come along: a practice spreads from one department, and somebody who decides warms up."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.improvement.models import Practice, Stakeholder
from tests.makers import BACKEND, make_user


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user, backend=BACKEND)
    return client


def send(client: Client, path: str, **said: object) -> str:
    """Press a button and return the address of the page that comes then."""
    answer = client.post(path, said)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer.headers["Location"]


def test_a_practice_of_one_department_becomes_one_for_all(client: Client, champion: User) -> None:
    """Acceptance of S11 and S14: B adopts, C deviates with a reason, adoption shows 2 of 3."""
    heads = {name: make_user("manager", name=f"Head of {name}") for name in ("Sales", "Workshop")}
    units = {
        name: OrgUnit.objects.create(name=name, head=heads.get(name))
        for name in ("Dispatch", "Sales", "Workshop")
    }

    # 1. What dispatch does well is written down and measured.
    sign_in(client, champion)
    page = send(
        client, "/journey/practices/new/", title="Check the label before the shift",
        department=units["Dispatch"].pk, why="No blank labels", steps="Print one\nLook at it",
    )  # fmt: skip
    send(
        client, f"{page}effect/", measure="Blank labels a week", before=20, after=4, counted=48,
        measured_on=timezone.localdate().isoformat(),
    )  # fmt: skip

    # 2. It is offered to all; the head of each department decides for that one alone.
    send(client, f"{page}proposal/")
    send(client, f"{page}promotion/")
    sign_in(client, heads["Sales"])
    send(client, f"{page}adoptions/", department=units["Sales"].pk, state="adopted")
    other = {"department": units["Workshop"].pk, "state": "deviates"}
    assert client.post(f"{page}adoptions/", {**other, "reason": "No"}).status_code in {403, 422}
    sign_in(client, heads["Workshop"])
    assert client.post(f"{page}adoptions/", other).status_code == 422
    send(client, f"{page}adoptions/", **other, reason="Labels are printed by the machine")

    # 3. Everybody sees how far it has come, and why one department goes another way.
    shown = client.get(page).content.decode()
    assert Practice.objects.get().state == "global"
    assert "2 of 3 departments" in shown
    assert "Labels are printed by the machine" in shown


def test_nobody_is_called_supportive_who_only_said_kind_words(
    client: Client, champion: User
) -> None:
    """Acceptance of S110 to S112: interest has evidence, support a commitment on record."""
    sign_in(client, champion)
    today = timezone.localdate()
    page = send(client, "/journey/people/new/", name="Dana Weiss", power=3, desired=3,
                form="paper")  # fmt: skip
    assert Stakeholder.objects.get().name == "Dana Weiss"

    for weeks in (6, 4):
        day = today - timedelta(weeks=weeks)
        send(client, f"{page}touches/", touched_on=day, how="paper", about="Her lost hours")
    assert "1 unconcerned" in standing(client)

    send(client, f"{page}questions/", text="When can we see it?", asked_on=today)
    for kind in ("spoke_for", "gave_name", "won_others"):
        send(client, f"{page}signals/", kind=kind, seen_on=today, source="Minutes")
    assert "2 interested" in standing(client)

    send(client, f"{page}signals/", kind="gave_time", seen_on=today, source="Her calendar")
    assert "3 supportive" in standing(client)


def standing(client: Client) -> str:
    """Return the list of people who decide, as it is shown."""
    return client.get("/journey/people/").content.decode()
