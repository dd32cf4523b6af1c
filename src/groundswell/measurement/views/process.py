"""How tickets travel."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groundswell.analysis.charts import waiting_segments
from groundswell.analysis.process.map import LEAST, ProcessMap, choose_least, draw_map
from groundswell.foundation.web import PageRequest, for_right
from groundswell.measurement import queries


@require_GET
@for_right("findings.see")
def process(request: PageRequest) -> HttpResponse:
    """Show how tickets travel: the map, ways, hand-overs, waiting, rules kept and broken."""
    run = queries.latest_run()
    facts = (run.findings or {}).get("process") if run else None
    context = {
        "run": run,
        "process": facts,
        "map": _map(facts, asked=request.GET.get("least", "")) if facts else None,
        "shares": LEAST,
        "chart": waiting_segments(facts["waiting"]) if facts else None,
        "may_read_tickets": queries.may_read_tickets(request.user),
        "not_known": queries.list_unknown(run, about="process"),
    }
    return render(request, "measurement/process.html", context)


def _map(facts: dict[str, Any], *, asked: str) -> ProcessMap | None:
    """Return the map with what the reader asked for, or with what can be read at a glance."""
    flows, cases = facts.get("flows") or (), facts["cases"]
    shares = {f"{share:g}": share for share in LEAST}
    least = shares[asked] if asked in shares else choose_least(flows, cases=cases)
    return draw_map(flows, cases=cases, least=least)
