"""How services are found by the search over everything."""

from django.urls import reverse

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search.kinds import Searched

SEARCHED = (
    Searched(
        key="services",
        label="Services",
        prefixes=("SVC",),
        visible=lambda _: Service.objects.all(),
        address=lambda number, _: reverse("catalogue:service", args=[number]),
        is_open=lambda user: may(user, "register.see"),
    ),
)
