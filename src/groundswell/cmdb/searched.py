"""How configuration items are found by the search over everything."""

from django.urls import reverse

from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search.kinds import Searched

SEARCHED = (
    Searched(
        key="items",
        label="What we have",
        prefixes=("CI",),
        visible=lambda _: ConfigItem.objects.all(),
        address=lambda number, _: f"{reverse('cmdb:items')}?q={number}",
        is_open=lambda user: may(user, "register.see"),
    ),
)
