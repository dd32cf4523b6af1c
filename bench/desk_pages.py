"""The pages that are measured, and what they show beside the tickets."""

import html
import re
from datetime import UTC, datetime
from typing import Any

from bench.desk_records import EMAIL, START

BACKEND = "groundswell.foundation.accounts.backends.Backend"


def list_pages(numbers: list[str]) -> dict[str, str]:
    """Write what the pages show beside the tickets; return the address of each by its name."""
    count, middle = len(numbers), numbers[len(numbers) // 2]
    own = _open_own()  # before the night round of the dashboard, which comes after the last ticket
    return {
        "list": "/desk/",
        "list, all": "/desk/?show=all",
        "list, second page": "/desk/?page=2",
        "list, by due time": "/desk/?show=due",
        "today": "/today/",
        "dashboard": f"/evidence/levels/dashboards/{_make_dashboard()}/",
        "search, rare word": f"/desk/?show=all&q=rare{count // 2}",
        "search, common word": "/desk/?show=all&q=printer",
        "search, slip of the finger": "/desk/?show=all&q=pritner",
        "search, a letter": "/desk/?show=all&q=r",
        "everything, rare word": f"/search/?q=rare{count // 2}",
        "everything, common word": "/search/?q=printer",
        "everything, two common words": "/search/?q=printing+page",
        "everything, slip of the finger": "/search/found/?q=pritner",
        "view without an index, all": f"/desk/?{_keep_view('show=all')}",
        "view without an index, open": f"/desk/?{_keep_view('show=open')}",
        "counts of views": "/desk/views/counts/",
        "board": "/desk/board/",
        "board by person": "/desk/board/?by=assignee",
        "palette": "/desk/finder/?q=printer",
        "front door": "/my/",
        "what somebody reported": "/my/reported/",
        "suggestions while typing": "/my/offers/?summary=printer+prints+blank+pages",
        "same ticket while typing": "/desk/duplicates/?summary=printer+prints+blank+pages",
        "guesses while typing": "/desk/guesses/?summary=printer+prints+blank+pages",
        "ticket": f"/desk/{middle}/",
        "ticket with promises": f"/desk/{own}/",
        "what stands around a ticket": _parts_of(f"/desk/{middle}/"),
    }


def _parts_of(page: str) -> str:
    """Return where a page asks for the parts that come after it."""
    found = re.search(r'hx-get="(/parts/[^"]*)"', sign_in().get(page).text)
    if found is None:
        raise SystemExit(f"{page} asks for no parts any more")
    return html.unescape(found[1])


def _open_own() -> str:
    """Return the number of a ticket that was taken down here, so that it has promises."""
    from groundswell.servicedesk.actions import NewTicket, open_incident  # noqa: PLC0415

    new = NewTicket(summary="The printer prints blank pages")
    return open_incident(by=person(), at=datetime.now(UTC), new=new).number


def _make_dashboard() -> str:
    """Compose a dashboard of the desk, after the night round that counts its weeks."""
    from groundswell.measurement.levels.actions import (  # noqa: PLC0415
        make_dashboard,
        take_snapshot,
    )

    take_snapshot(by=person(), at=datetime.now(UTC), dormant=False)
    return make_dashboard(by=person(), at=datetime.now(UTC), title="The desk").number


def _keep_view(query: str) -> str:
    """Keep a view of words that few tickets hold, the slowest kind; return its address."""
    from groundswell.servicedesk.models import SavedView  # noqa: PLC0415
    from groundswell.servicedesk.rules.actions.saved import ViewWords, add_view  # noqa: PLC0415

    conditions = {
        "join": "all",
        "of": [{"field": "words", "is": "contains", "values": ["rare77", "nowhere"]}],
    }
    kept = SavedView.objects.filter(name=query).first()
    said = ViewWords(name=query, query=query, conditions=conditions)
    return (kept or add_view(by=person(), at=START, said=said)).address


def person() -> Any:
    """Return who does all this."""
    from groundswell.foundation.accounts.models import User  # noqa: PLC0415

    return User.objects.get(email=EMAIL)


def sign_in() -> Any:
    """Return a browser in which that person is signed in."""
    from django.test import Client  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.force_login(person(), backend=BACKEND)
    return client
