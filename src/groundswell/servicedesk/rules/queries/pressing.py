"""What presses at the desk: surges, major incidents, and views that warn of something."""

from datetime import datetime
from typing import Any

from django.db.models import Exists

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.often import Often
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.major.queries import list_live
from groundswell.servicedesk.models import Surge
from groundswell.servicedesk.queries import list_banners
from groundswell.servicedesk.rules.queries.saved import list_alerts, list_raised

_ANY = Often(
    lambda: User.objects.order_by().values_list(
        Exists(Surge.objects.live()), Exists(MajorIncident.objects.running()), Exists(list_raised())
    )[:1]
)


def list_pressing(*, at: datetime, seen_by: User) -> dict[str, Any]:
    """Return what stands above the queue, as the page shows it; nothing on most days.

    Every list of the desk asks, so one small question tells whether there is any.

    Returns:
        `banners` of surges, `majors` and `alerts` of views, each as its own question gives them.
    """
    asked = _ANY.first() if may(seen_by, "desk.see") else None
    surges, majors, alerts = asked or (False, False, False)
    return {
        "banners": list_banners(at=at, seen_by=seen_by) if surges else (),
        "majors": list_live(at=at, seen_by=seen_by) if majors else (),
        "alerts": list_alerts(seen_by=seen_by) if alerts else (),
    }
