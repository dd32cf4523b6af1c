"""How tickets are found by the search over everything."""

from django.urls import reverse

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search.kinds import Searched
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import KINDS
from groundswell.servicedesk.queries.said import find_said, read_said


def _address(number: str, user: User) -> str:
    return reverse("servicedesk:ticket" if _sees_all(user) else "portal:ticket", args=[number])


def _sees_all(user: User) -> bool:
    return may(user, "desk.see")


SEARCHED = (
    Searched(
        key="tickets",
        label="Tickets",
        prefixes=KINDS,
        visible=Ticket.objects.visible_to,
        address=_address,
        is_open=lambda _: True,
        sees_all=_sees_all,
        beside=find_said,
        said=read_said,
    ),
)
