"""How articles are found by the search over everything."""

from django.urls import reverse

from groundswell.foundation.search.kinds import Searched
from groundswell.knowledge.models import Article

SEARCHED = (
    Searched(
        key="articles",
        label="Knowledge",
        prefixes=("KB",),
        visible=Article.objects.visible_to,
        address=lambda number, _: reverse("knowledge:article", args=[number]),
        is_open=lambda _: True,
    ),
)
