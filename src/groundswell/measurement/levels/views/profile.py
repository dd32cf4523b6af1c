"""The profile of all practices, and one practice with what its level rests on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.analysis.maturity import FRAMEWORKS, load_practices
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.words import load_words

#: where a session keeps whether its reader wants the names that frameworks use
_NAMES = "framework_names"


@require_GET
@for_right("findings.see")
def profile(request: PageRequest) -> HttpResponse:
    """Show every practice as a row of steps, and what would move it one up."""
    snapshot = queries.latest_snapshot()
    document = snapshot.document if snapshot else None
    seen, unseen = queries.draw_profile(document) if document else ([], [])
    quarters = queries.list_quarters()
    context = {
        "snapshot": snapshot,
        "seen": seen,
        "unseen": unseen,
        "checks": queries.list_checks(document) if document else (),
        "quarters": quarters,
        "course": queries.course_of([row.key for row in seen], quarters),
        "may_make": may(request.user, "findings.make"),
        **_names(request),
    }
    return render(request, "levels/profile.html", context)


@require_GET
@for_right("findings.see")
def practice(request: PageRequest, key: str) -> HttpResponse:
    """Show what the level of one practice rests on, and what would move it up."""
    snapshot = queries.latest_snapshot()
    document = snapshot.document if snapshot else {"practices": ()}
    found = queries.get_practice(document, key)
    rows = [*queries.draw_profile({"practices": [found]})]
    quarters = queries.list_quarters()
    readings = snapshot.document["readings"] if snapshot else {}
    context = {
        "snapshot": snapshot,
        "practice": found,
        "row": (rows[0] or rows[1])[0],
        "evidence": [(one, readings.get(one["twin"])) for one in found["evidence"]],
        "moves": [
            (move, queries.open_records(move["records"][:8], seen_by=request.user))
            for move in found["moves"]
        ],
        "attributes": _attributes(found),
        "dormant": [one for one in queries.current_book().of(key) if not one.on],
        "quarters": queries.course_of([key], quarters)[key],
        **_names(request),
    }
    return render(request, "levels/practice.html", context)


@require_POST
@for_right("findings.make")
def snapshots(request: PageRequest) -> HttpResponse:
    """Have a snapshot taken now."""
    actions.ask_snapshot(by=request.user, at=timezone.now())
    messages.info(request, "The records are being looked at; this takes a moment.")
    return redirect("measurement:levels:profile")


@require_POST
@for_right("findings.see")
def names(request: PageRequest) -> HttpResponse:
    """Show or hide the names that frameworks use, for this reader."""
    request.session[_NAMES] = request.POST.get("show") == "yes"
    practice = request.POST.get("practice", "")
    if practice in load_practices():
        return redirect("measurement:levels:practice", key=practice)
    return redirect("measurement:levels:profile")


def _names(request: PageRequest) -> dict[str, Any]:
    """Return whether this reader wants the names that frameworks use, and what they are called."""
    return {"with_names": request.session.get(_NAMES, False), "frameworks": FRAMEWORKS.items()}


def _attributes(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rated attributes in plain words."""
    words = load_words()
    return [
        {
            **one,
            "key": key,
            "name": words["attributes"][key][0],
            "means": words["attributes"][key][1],
            "word": words["ratings"][one["rating"]][0] if one["rating"] else "",
            "rating": words["ratings"][one["rating"]][1] if one["rating"] else "",
        }
        for key, one in found["attributes"].items()
    ]
