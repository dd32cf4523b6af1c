"""How far this installation is on the way, and examples from its own records for a manager."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from groundswell.analysis.charts.amounts import price
from groundswell.analysis.steps import load_book
from groundswell.analysis.steps.guides import Kit, Station, load_kits, load_way, place_stations
from groundswell.catalogue.models import Service
from groundswell.cmdb.models import Relation
from groundswell.improvement.mode.models import PollAnswer
from groundswell.improvement.models import Ask
from groundswell.measurement.models import AnalysisRun, RunState
from groundswell.measurement.queries import latest_run
from groundswell.problems.models import FixOption, KnownError, Problem
from groundswell.servicedesk.models import Ticket

#: a month, in days
_MONTH = 30


@dataclass(frozen=True, slots=True)
class Stage:
    """A station with where this installation stands, and the counts that say so."""

    station: Station
    #: done, next or later
    where: str
    #: each count in words: "2 of 3 services"
    counted: Sequence[str]


#: what each count is called beside its number
_WORDS = {
    "services": "services named",
    "tickets": "tickets on record",
    "runs": "times looked at what comes back",
    "logged": "contacts logged here",
    "known_errors": "answers written down",
    "problems": "problems opened",
    "options": "ways to end a trouble, priced or not",
    "fixed": "troubles ended",
    "changes": "changes on record",
    "relations": "things joined on the map",
    "months": "months of records here",
    "mode_answers": "answers of people to how they see it",
    "asks": "asks made",
    "asks_answered": "asks answered",
    "targets": "promises written down",
}


def find_stages(*, as_of: datetime) -> list[Stage]:
    """Return the whole way with the real state of this installation."""
    counts = count_begun(as_of=as_of)
    return [
        Stage(
            station, where, [_say(name, counts.get(name), least) for name, least in wanted.items()]
        )
        for station, where in place_stations(counts)
        for wanted in (station.shown_by,)
    ]


def count_begun(*, as_of: datetime) -> Mapping[str, int | None]:
    """Return what is on record here, by name; None is not known: nothing keeps it yet."""
    first = AnalysisRun.objects.aggregate(first=Min("as_of"))["first"]
    document: Mapping[str, Any] = (run.findings or {}) if (run := latest_run()) else {}
    records: Mapping[str, int] = (document.get("summary") or {}).get("records") or {}
    own = Ticket.objects.filter(source_name="")
    return {
        "services": Service.objects.count(),
        "tickets": Ticket.objects.count(),
        "runs": AnalysisRun.objects.filter(state=RunState.DONE).count(),
        "logged": own.count(),
        "known_errors": KnownError.objects.count(),
        "problems": Problem.objects.count(),
        "options": FixOption.objects.count(),
        "fixed": Problem.objects.filter(resolved_at__isnull=False).count(),
        "changes": records.get("changes"),
        "relations": Relation.objects.count(),
        "months": (as_of - first).days // _MONTH if first else 0,
        "mode_answers": PollAnswer.objects.filter(value__isnull=False).count(),
        "asks": Ask.objects.count(),
        "asks_answered": Ask.objects.exclude(answer="").count(),
        "targets": records.get("targets"),
    }


def tell_kit(practice: str) -> tuple[Kit, Sequence[str]] | None:
    """Return the kit of a practice, and its three sentences with an example from own records."""
    kit = load_kits().get(practice)
    if kit is None:
        return None
    example = find_example(practice) or "An example from our own records is still missing."
    return kit, [line.format(example=example) for line in kit.sentences]


def find_example(practice: str) -> str:
    """Return one sentence about this practice from own records, empty where they hold nothing."""
    run = latest_run()
    document: Mapping[str, Any] = (run.findings or {}) if run else {}
    makers = {
        "incident": _of_tickets,
        "problem": _of_problems,
        "stakeholders": _of_problems,
        "improvement": _of_problems,
        "knowledge": _of_habits,
        "catalogue": _of_services,
        "service_level": _of_targets,
    }
    maker = makers.get(practice)
    return maker(document) if maker else _of_candidates(practice, document)


def _of_tickets(document: Mapping[str, Any]) -> str:
    summary = document.get("summary") or {}
    tickets, callers = summary.get("tickets"), summary.get("callers")
    if not tickets:
        return ""
    people = f" from {callers:,} people" if callers else ""
    return f"With us these are {tickets:,} tickets{people} on record."


def _of_problems(document: Mapping[str, Any]) -> str:
    problems = document.get("problems") or ()
    if not problems:
        return ""
    first = problems[0]
    cost = first.get("cost_per_year")
    money = (
        f" and cost about {price(round(cost['likely'], -2), document['currency'])} a year"
        if cost
        else ""
    )
    return f"With us “{first['title']}” came {len(first['tickets']):,} times{money}."


def _of_habits(document: Mapping[str, Any]) -> str:
    habits = document.get("habits") or ()
    if not habits:
        return _of_problems(document)
    first = habits[0]
    times = len(first["tickets"])
    return f"With us one person alone knows the way that ended “{first['trouble']}” {times} times."


def _of_services(document: Mapping[str, Any]) -> str:
    top = (
        Service.objects.annotate(count=Count("tickets"))
        .filter(count__gt=0)
        .order_by("-count", "name")
        .first()
    )
    return (
        f"With us {top.name} is named on {top.count:,} tickets." if top else _of_tickets(document)
    )


def _of_targets(document: Mapping[str, Any]) -> str:
    missed = (document.get("process") or {}).get("targets_missed")
    return (
        f"With us {missed['cases']:,} of {missed['of']:,} promises were missed." if missed else ""
    )


def _of_candidates(practice: str, document: Mapping[str, Any]) -> str:
    """Return the reason of a step that own records proposed for this practice."""
    for one in document.get("candidates") or ():
        pattern = load_book().pattern(one["pattern"])
        if pattern is not None and pattern.practice == practice:
            return f"With us: {one['reason']}"
    return ""


def _say(name: str, count: int | None, least: int) -> str:
    if count is None:
        return f"{_WORDS[name]}: not known yet, nothing keeps them here"
    # "2,829 of 10 tickets" is no way to say that ten are enough, nor "0 of 1 answers" that one is.
    enough = f"{count:,} {_WORDS[name]} ({least:,} is enough)"
    tells = count > least or (least == 1 and not count)
    return enough if tells else f"{count:,} of {least:,} {_WORDS[name]}"


def read_way() -> tuple[int, int, str]:
    """Return the months of the whole way, those until the first interest, and what to expect."""
    way = load_way()
    return way.months, way.interest_months, way.scale
