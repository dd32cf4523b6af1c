"""The catalogue of indicators, and one of them: definition, course, records, how it is set."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.analysis.charts import natural_chart
from groundswell.analysis.maturity import Indicator, load_book, load_practices
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.days import read_month, say_month
from groundswell.kernel.errors import BadInput
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.forms import IndicatorForm
from groundswell.measurement.levels.words import say_cut, say_source


@require_GET
@for_right("findings.see")
def indicators(request: PageRequest) -> HttpResponse:
    """Show every indicator by practice, with its value and whether it counts."""
    snapshot = queries.latest_snapshot()
    document = snapshot.document if snapshot else None
    book = queries.current_book()
    groups = [
        (practice, [(one, queries.get_reading(document, one.id)) for one in book.of(key)])
        for key, practice in load_practices().items()
    ]
    on = sum(one.on for one in book.indicators.values())
    context = {"groups": groups, "on": on, "all": len(book.indicators), "snapshot": snapshot}
    return render(request, "levels/indicators.html", context)


@require_GET
@for_right("findings.see")
def indicator(request: PageRequest, key: str) -> HttpResponse:
    """Show one indicator: its definition, its course, its records."""
    one = _find(key)
    return _show(request, one, IndicatorForm(indicator=one, initial=_reason(key)))


@require_POST
@for_right("findings.make")
def setting(request: PageRequest, key: str) -> HttpResponse:
    """Keep how an indicator is set."""
    one = _find(key)
    form = IndicatorForm(request.POST, indicator=one, initial=_reason(key))
    if not carry_out(
        form,
        lambda: actions.set_indicator(
            by=request.user, at=timezone.now(), indicator=key, new=form.new
        ),
    ):
        return _show(request, one, form, status=422)
    return redirect("measurement:levels:indicator", key=key)


@require_POST
@for_right("findings.make")
def shipped(request: PageRequest, key: str) -> HttpResponse:
    """Let an indicator be again as it is shipped."""
    try:
        actions.set_indicator_back(by=request.user, at=timezone.now(), indicator=key)
    except BadInput as refusal:
        raise Http404(str(refusal)) from refusal
    return redirect("measurement:levels:indicator", key=key)


def _find(key: str) -> Indicator:
    one = queries.current_book().indicators.get(key)
    if one is None:
        raise Http404(f"There is no indicator {key}.")
    return one


def _reason(key: str) -> dict[str, str]:
    held = queries.setting_of(key)
    return {"reason": held.reason} if held else {}


def _show(
    request: PageRequest, one: Indicator, form: IndicatorForm, *, status: int = 200
) -> HttpResponse:
    snapshot = queries.latest_snapshot()
    reading = queries.get_reading(snapshot.document if snapshot else None, one.id)
    months = (
        [(say_month(read_month(month)), value) for month, value, _ in reading["months"]]
        if reading
        else []
    )
    records = reading["records"] if reading else ()
    shipped_cuts = load_book().indicators[one.id].cuts
    context = {
        "indicator": one,
        "practice": load_practices()[one.practice],
        "twin": load_book().indicators.get(one.twin or ""),
        "source": say_source(one.source),
        "cuts": [
            (level, say_cut(cut, unit=one.unit), say_cut(shipped_cuts[level], unit=one.unit))
            for level, cut in sorted(one.cuts.items())
        ],
        "snapshot": snapshot,
        "reading": reading,
        "records": queries.open_records(records, seen_by=request.user),
        "chart": natural_chart(months, name=one.id, title=one.title, unit=one.unit),
        "values": queries.list_values(one.id),
        "setting": queries.setting_of(one.id),
        "story": queries.tell_settings(one.id),
        "form": form,
        "may_make": may(request.user, "findings.make"),
    }
    return render(request, "levels/indicator.html", context, status=status)
