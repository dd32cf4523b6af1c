"""One practice: what its level rests on, how people see it, what is contested."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.analysis.maturity import FRAMEWORKS, load_practices
from groundswell.analysis.steps import load_book
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.forms import ContestForm, DecisionForm, ViewForm, WhoForm
from groundswell.measurement.levels.forms.targets import TargetForm
from groundswell.measurement.levels.models import View
from groundswell.measurement.levels.words import load_words

#: where a session keeps whether its reader wants the names that frameworks use
NAMES = "framework_names"


@require_GET
@for_right("findings.see")
def practice(request: PageRequest, key: str) -> HttpResponse:
    """Show what the level of one practice rests on, and what would move it up."""
    if queries.latest_snapshot() is None and key in load_practices():
        return redirect("measurement:levels:profile")  # which says how the first one is taken
    return show_practice(request, key)


@require_POST
@for_right("findings.make")
def target(request: PageRequest, key: str) -> HttpResponse:
    """Say which level this practice should get to."""
    if key not in load_practices():
        raise Http404(f"There is no practice {key}.")
    form = TargetForm(request.POST)
    if not form.is_valid():
        return show_practice(request, key, refused=form)
    actions.set_target(by=request.user, at=timezone.now(), practice=key, **form.cleaned_data)
    return redirect("measurement:levels:practice", key)


def _aimed(aim: queries.Aim) -> dict[str, object]:
    held = aim.held
    return (
        {"level": held.level, "reason": held.reason}
        if held
        else {"level": load_book().scoring.target}
    )


def show_practice(
    request: PageRequest, key: str, *, refused: forms.Form | None = None
) -> HttpResponse:
    """Show a practice, with the form that was refused in its place."""
    snapshot = queries.latest_snapshot()
    document = snapshot.document if snapshot else {"practices": ()}
    found = queries.get_practice(document, key)
    seen, unseen = queries.draw_profile({"practices": [found]})
    readings = snapshot.document["readings"] if snapshot else {}
    context = {
        "snapshot": snapshot,
        "practice": found,
        "row": (seen or unseen)[0],
        "evidence": [(one, readings.get(one["twin"])) for one in found["evidence"]],
        "moves": [
            (move, queries.open_records(move["records"][:8], seen_by=request.user))
            for move in found["moves"]
        ],
        "attributes": _attributes(found),
        "dormant": [one for one in queries.current_book().of(key) if not one.on],
        "quarters": queries.course_of([key], queries.list_quarters())[key],
        "refused": refused,
        "aim": (aim := queries.get_aim(key)),
        "usual_aim": load_book().scoring.target,
        "target_form": TargetForm(initial=_aimed(aim))
        if may(request.user, "findings.make")
        else None,
        **_people(request, key, found["level"]),
        **_forms(refused),
        **names_of(request),
    }
    status = 422 if refused else 200
    return render(request, "levels/practice.html", context, status=status)


def names_of(request: PageRequest) -> dict[str, Any]:
    """Return whether this reader wants the names that frameworks use, and what they are called."""
    return {"with_names": request.session.get(NAMES, False), "frameworks": FRAMEWORKS.items()}


def _people(request: PageRequest, key: str, level: int | None) -> dict[str, Any]:
    makes = may(request.user, "findings.make")
    return {
        "views": queries.see_level(key, shown=level),
        "troubles": [one for one in queries.list_views(key)[:20] if one.trouble],
        "asked": [
            (one, request.build_absolute_uri(_address(one)))
            for one in (queries.list_asked(key) if makes else ())
        ],
        "contests": queries.list_contests(key),
        "may_make": makes,
        "sees_names": may(request.user, "support.keep"),
    }


def _forms(refused: forms.Form | None) -> dict[str, forms.Form]:
    """Return the forms of the page; the one that was refused stands where it was."""
    own: dict[str, forms.Form] = {
        "view_form": ViewForm(auto_id="view_%s"),
        "who_form": WhoForm(auto_id="who_%s"),
        "contest_form": ContestForm(auto_id="contest_%s"),
        "decision_form": DecisionForm(auto_id="decision_%s"),
    }
    return {
        name: refused if refused is not None and type(refused) is type(form) else form
        for name, form in own.items()
    }


def _address(view: View) -> str:
    return reverse("measurement:levels:view", args=[queries.sign_view(view)])


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
