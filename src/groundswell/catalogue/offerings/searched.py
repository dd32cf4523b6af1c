"""How what people can ask for is found by the search over everything."""

from django.urls import reverse

from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search.kinds import Searched


def _address(number: str, user: User) -> str:
    keeps = may(user, "register.see")
    return reverse("catalogue:offerings:offering" if keeps else "portal:offering", args=[number])


SEARCHED = (
    Searched(
        key="offerings",
        label="What you can ask for",
        prefixes=("OFR",),
        visible=Offering.objects.visible_to,
        address=_address,
        is_open=lambda _: True,
    ),
)
