"""A profile without names to hand over, and another house's laid beside."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from groundswell.analysis.maturity import CAUTION, LARGEST
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import BadInput
from groundswell.measurement.levels import queries
from groundswell.measurement.levels.forms import OtherHouseForm


@require_http_methods(["GET", "POST"])
@for_right("findings.see")
def beside(request: PageRequest) -> HttpResponse:
    """Show what a profile without names holds, and lay the file of another house beside it."""
    snapshot = queries.latest_snapshot()
    if snapshot is None:
        return redirect("measurement:levels:profile")
    form = OtherHouseForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context: dict[str, Any] = {
        "snapshot": snapshot,
        "form": form,
        "caution": CAUTION,
        "text": _text(snapshot.document),
    }
    if request.method == "POST" and form.is_valid():
        try:
            # One byte more than the largest shows that it is larger.
            file = form.cleaned_data["file"].read(LARGEST + 1)
            context["beside"] = queries.find_beside(snapshot.document, file)
        except BadInput as reason:
            form.add_error("file", str(reason))
    status = 422 if form.errors else 200
    return render(request, "levels/beside.html", context, status=status)


@require_GET
@for_right("findings.see")
def profile_file(_request: PageRequest) -> HttpResponse:
    """Return the profile without names as a file, as the page shows it."""
    snapshot = queries.latest_snapshot()
    if snapshot is None:
        return redirect("measurement:levels:profile")
    answer = HttpResponse(_text(snapshot.document), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="profile-without-names.json"'
    return answer


def _text(document: dict[str, Any]) -> str:
    profile = queries.own_profile(document)
    lines = [f'"{name}": {{\n{_parts(part)}}}' if isinstance(part, dict)
             else f'"{name}": {json.dumps(part)}' for name, part in profile.items()]  # fmt: skip
    return "{" + ",\n".join(lines) + "}\n"


def _parts(parts: dict[str, Any]) -> str:
    """Return one part a line: a person can read what leaves the house."""
    return ",\n".join(f'  "{key}": {json.dumps(part)}' for key, part in parts.items())
