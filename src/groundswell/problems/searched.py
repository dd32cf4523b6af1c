"""How problems and known errors are found by the search over everything."""

from django.urls import reverse

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search.kinds import Searched
from groundswell.problems.models import KnownError, Problem

SEARCHED = (
    Searched(
        key="known_errors",
        label="Known errors",
        prefixes=("KER",),
        visible=lambda user: KnownError.objects.visible_to(user).select_related("problem"),
        address=lambda number, _: reverse("problems:known_error", args=[number]),
        is_open=lambda user: may(user, "problems.see"),
    ),
    Searched(
        key="problems",
        label="Problems",
        prefixes=("PRB",),
        visible=Problem.objects.visible_to,
        address=lambda number, _: reverse("problems:problem", args=[number]),
        is_open=lambda user: may(user, "problems.see"),
    ),
)
