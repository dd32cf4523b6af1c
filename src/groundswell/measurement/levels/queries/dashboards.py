"""Dashboards, their figures, and the reports that are due."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from groundswell.analysis.backlog import Forecast, Week, forecast
from groundswell.analysis.charts import Figure, natural_chart
from groundswell.analysis.maturity import Indicator
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.often import Often
from groundswell.kernel.days import MONTHS, read_month, say_month
from groundswell.measurement.levels.models import Dashboard, Every, Report, ReportState
from groundswell.measurement.levels.queries.book import current_book
from groundswell.measurement.levels.queries.profile import get_reading, latest_snapshot
from groundswell.measurement.levels.queries.weeks import weeks_until

#: figures of the desk, by week
DESK = {
    "desk-opened": "Tickets opened a week",
    "desk-finished": "Tickets finished a week",
    "desk-open": "Open at the end of the week",
}
#: weeks that are drawn
_DRAWN = 26
#: newest values that a report lists
_REPORTED = 12
#: newest reports that a dashboard lists
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of a dashboard; without `chart` the `reason` says why."""

    key: str
    title: str
    address: str
    chart: Figure | None
    reason: str
    #: what is foretold, for the backlog only
    forecast: Forecast | None = None
    source: str = ""


def list_dashboards(*, seen_by: User) -> QuerySet[Dashboard]:
    """Return the dashboards that a person may see, their own and shared ones."""
    return Dashboard.objects.visible_to(seen_by).select_related("owner").order_by("title", "id")


def get_dashboard(number: str, *, seen_by: User) -> Dashboard:
    """Return a dashboard that this person may see.

    Raises:
        Http404: there is none, or it is somebody else's and not shared.
    """
    found: list[Dashboard] = _WITH_NUMBER.ask(number, seen_by.pk, *seen_by.role_names)
    if not found:
        raise Http404(f"There is no dashboard {number} that you may see.")
    return found[0]


_WITH_NUMBER = Often(
    lambda number, person, *roles: Dashboard.objects.shown_to(person, roles).filter(number=number)
)


def get_report(number: str, *, seen_by: User) -> Report:
    """Return a report of a dashboard that this person may see.

    Raises:
        Http404: there is none, or its dashboard is not for them.
    """
    seen = Dashboard.objects.visible_to(seen_by)
    return get_object_or_404(
        Report.objects.select_related("dashboard"), number=number, dashboard__in=seen
    )


def list_reports(dashboard: Dashboard) -> list[Report]:
    """Return the newest reports of a dashboard, the newest first."""
    return _REPORTS.ask(dashboard.pk)


def list_waiting_reports(*, of: User) -> list[Report]:
    """Return the reports of a person's own dashboards that nobody has looked at, oldest first."""
    return _WAITING.ask(of.pk)


_REPORTS = Often(
    lambda dashboard: (
        Report.objects.filter(dashboard=dashboard)
        .defer("content")
        .order_by("-day", "-id")[:_LISTED]
    )
)
_WAITING = Often(
    lambda owner: (
        Report.objects.filter(dashboard__owner=owner, state=ReportState.WAITING)
        .select_related("dashboard")
        .defer("content")
        .order_by("day", "id")
    )
)


def list_choices() -> list[tuple[str, str]]:
    """Return every figure that can be chosen: key and title."""
    indicators = current_book().indicators.values()
    return [*DESK.items(), *((one.id, f"{one.title} ({one.id})") for one in indicators)]


def show_figures(keys: Sequence[str], *, as_of: datetime) -> list[Shown]:
    """Return the figures of a dashboard in order; one that is no longer known is left out."""
    asked = set(keys)
    weeks = weeks_until(as_of) if asked & DESK.keys() else []
    # what is asked of the desk alone needs neither the catalogue nor a whole assessment
    indicators, document = _read_indicators() if asked - DESK.keys() else ({}, None)
    return [
        _desk(key, weeks) if key in DESK else _indicator(indicators[key], document)
        for key in keys
        if key in DESK or key in indicators
    ]


def _read_indicators() -> tuple[Mapping[str, Indicator], dict[str, Any] | None]:
    """Return the indicators of the catalogue, and what the latest snapshot says of them."""
    snapshot = latest_snapshot()
    return current_book().indicators, snapshot.document if snapshot else None


def _desk(key: str, weeks: Sequence[Week]) -> Shown:
    part = key.removeprefix("desk-")
    values = [float(getattr(week, part)) for week in weeks]
    points = [
        (f"{week.monday.day} {MONTHS[week.monday.month - 1]}", value)
        for week, value in zip(weeks, values, strict=True)
    ]
    chart = natural_chart(points[-_DRAWN:], name=key, title=DESK[key], unit="tickets")
    return Shown(
        key=key,
        title=DESK[key],
        address=reverse("servicedesk:tickets"),
        chart=chart,
        reason="fewer than four whole weeks have tickets" if chart is None else "",
        forecast=forecast(values) if key == "desk-open" else None,
        source="Counted from the tickets, in whole weeks before the one of the newest ticket.",
    )


def _indicator(one: Indicator, document: dict[str, Any] | None) -> Shown:
    key = one.id
    reading = get_reading(document, key)
    months = (
        [(say_month(read_month(name)), value) for name, value, _ in reading["months"]]
        if reading
        else []
    )
    chart = natural_chart(months, name=key, title=one.title, unit=one.unit)
    reason = (reading["reason"] if reading else "") or "fewer than four whole months are known"
    return Shown(
        key=key,
        title=one.title,
        address=reverse("measurement:levels:indicator", args=[key]),
        chart=chart,
        reason="" if chart else reason,
        source=one.means,
    )


def say_forecast(found: Forecast) -> str:
    """Return what is foretold of the backlog, and whether that is better than a naive guess."""
    last = found.ahead[-1]
    told = (
        f"In {last.weeks} weeks about {last.likely:,.0f} open ({last.low:,.0f} to {last.high:,.0f})"
    )
    naive = "the same week a year ago" if found.season > 1 else "the last week"
    errors = f"it missed by {found.error:,.1f} tickets on average"
    errors += f", a guess like {naive} by {found.naive_error:,.1f}"
    if found.is_better:
        return f"{told}. Tried out on the last eight weeks, {errors}."
    return (
        f"{told}. This is no better than a guess like {naive}, so that guess is told: a trend "
        f"missed by {found.error:,.1f} tickets on average, the guess by {found.naive_error:,.1f}."
    )


def as_content(shown: Sequence[Shown]) -> list[dict[str, Any]]:
    """Return figures as plain data for a report."""
    return [
        {
            "title": one.chart.title if one.chart else one.title,
            "said": one.chart.alt if one.chart else f"Not known: {one.reason}.",
            "header": list(one.chart.header) if one.chart else [],
            "rows": [list(row) for row in one.chart.rows[-_REPORTED:]] if one.chart else [],
            "forecast": say_forecast(one.forecast) if one.forecast else "",
            "source": one.source,
        }
        for one in shown
    ]


def list_due(*, day: date) -> list[Dashboard]:
    """Return the dashboards of which a report fell due up to a day and was not prepared since.

    A report that fell due while nothing ran is made up once: whatever is prepared on that day or
    later stands for it. What somebody asks for begins with the next day on which it falls due.
    """
    newest = dict(Report.objects.values_list("dashboard").annotate(Max("day")))
    found = []
    for one in Dashboard.objects.filter(every__in=_FELL_DUE).order_by("id"):
        fell_due = _FELL_DUE[one.every](day)
        if newest.get(one.pk, date.min) < fell_due and _asked_on(one) <= fell_due:
            found.append(one)
    return found


#: rhythm → the last day up to a given one on which a report falls due
_FELL_DUE: Mapping[str, Callable[[date], date]] = {
    Every.WEEK.value: lambda day: day - timedelta(days=day.weekday()),
    Every.MONTH.value: lambda day: day.replace(day=1),
}


def _asked_on(dashboard: Dashboard) -> date:
    """Return the day on which somebody chose the rhythm that holds."""
    shared = AuditEntry.objects.filter(number=dashboard.number, changes__has_key="every")
    newest = shared.order_by("-id").values_list("acted_at", flat=True).first()
    return newest.date() if newest else date.min
