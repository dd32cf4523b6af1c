"""How practices are found by the search over everything."""

from django.urls import reverse

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search.kinds import Searched
from groundswell.improvement.models import Practice

SEARCHED = (
    Searched(
        key="practices",
        label="Practices",
        prefixes=("WAY",),
        visible=Practice.objects.visible_to,
        address=lambda number, _: reverse("improvement:practice", args=[number]),
        is_open=lambda user: may(user, "improvements.see"),
    ),
)
