"""One small findings document that holds every kind of thing a page shows, and some it lacks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any


def document(numbers: Sequence[str], *, at: datetime) -> dict[str, Any]:
    """Return findings over these tickets, in the shape of the JSON contract."""
    first = (at - timedelta(days=330)).isoformat()
    return {
        "groundswell": "0.1.0",
        "as_of": at.isoformat(),
        "currency": "EUR",
        "sources": [
            {"file": "this installation", "product": "groundswell", "kind": "tickets", "rows": 56,
             "records": 56, "columns": {}, "unused": [], "rejected": [], "rejected_total": 0,
             "warnings": [{"column": "Handle time", "reason": "left unused"}]}
        ],
        "quality": [
            {"field": "caller", "filled": 0.98, "costs": []},
            {"field": "configuration_item", "filled": 0.002, "costs": ["which thing fails"]},
        ],
        "problems": [
            _problem("a", "Outlook asks again", numbers[0::5], cost=_span(1400, 2912, 5100)),
            _problem("b", "لا أستطيع فتح البريد", numbers[3::5], cost=_span(100, 450, 2100)),
            _problem("c", "A title that goes on and on " * 7, numbers[4::5], cost=None),
        ],
        "process": _process(numbers),
        "first_steps": [
            {"role": "relieves", "title": "Write down what helps", "reason": "It came 12 times.",
             "minutes": 40, "mandate": 0, "effect": {**_span(393, 1364, 2950), "unit": "EUR/year"},
             "records": list(numbers[:14]), "score": 41.2, "terms": {}, "how_to": ["Ask Jon."],
             "done": "It is written."}
        ],
        "assumptions": [
            {"name": "user rate", "value": 40, "unit": "EUR/h", "source": "default, not confirmed",
             "low": 30, "high": 55}
        ],
        "not_known": {"changes": "no change records yet", "process.targets_missed": "none says so"},
        "summary": {
            "tickets": len(numbers), "callers": 1, "first": first, "last": at.isoformat(),
            "cost_per_year": _span(2000, 6100, 14000),
            "top": {"problems": 3, "tickets": 30, "share_of_cost": 0.55},
        },
        "habits": [
            {"id": "h", "person": "person-1", "words": "Unhooked the batch in lane 7, ran it again",
             "tickets": list(numbers[0::5]), "of": 14, "trouble": "Outlook asks again",
             "problem": "a", "last_used": at.isoformat(), "minutes_with": 12.0,
             "minutes_without": 900.0, "others": 3}
        ],
        "changes": None, "surges": None, "maturity": None, "mode": None,
    }  # fmt: skip


def _span(low: float, likely: float, high: float) -> dict[str, float]:
    return {"low": low, "likely": likely, "high": high}


def _problem(
    key: str, title: str, members: Sequence[str], *, cost: Mapping[str, float] | None
) -> dict[str, Any]:
    return {
        "id": key, "title": title, "tickets": list(members), "confidence": 0.9, "callers": 1,
        "why": [{"evidence": "text", "detail": "All say “password”"}],
        "first": "2026-01-03T04:00:00+00:00", "last": "2026-03-03T04:00:00+00:00",
        "per_year": _span(8, 12, 16), "cost_per_year": cost, "minutes_per_year": None,
        "trend": [["2026-01", 2], ["2026-02", 0], ["2026-03", 7]], "department": None,
        "service": "E-mail", "formula": ["12 a year × 30 min × 40 EUR/h"] if cost else [],
        "not_known": {} if cost else {"cost_per_year": "too few to say how often they come"},
        "figures": {
            "restore": {"median": 5400.0, "p90": 90000.0, "of": 9},
            "targets_missed": None,
            "reassigned": {"cases": 3, "of": 9, "low": 0.1, "high": 0.6, "examples": members[:2],
                           "definition": "tickets that changed their group at least once"},
            "departments": [["Sales", 6], ["Research and Development", 3]],
            "not_known": {"targets_missed": "no ticket says whether its target was met"},
        },
    }  # fmt: skip


def _process(numbers: Sequence[str]) -> dict[str, Any]:
    share = {"cases": 5, "of": 56, "definition": "changed their group", "low": 0.03, "high": 0.2,
             "examples": [numbers[0]]}  # fmt: skip
    return {
        "cases": 56, "record_kind": "ticket", "events": 160, "variants": 6,
        "top_variants": [
            {"path": ["New", "In progress", "Resolved"], "cases": 30, "share": 0.54,
             "example": numbers[0]}
        ],
        "flows": [], "reassigned": share, "ping_pong": {**share, "cases": 0}, "reopened": share,
        "targets_missed": None,
        "bounces": [{"groups": ["Desk", "Network"], "cases": 3, "examples": [numbers[0]]}],
        "waiting": [
            {"segment": "queue", "median": 14400.0, "share": 0.6, "cases": 50},
            {"segment": "work", "median": 3600.0, "share": 0.4, "cases": 56},
        ],
        "rules": [
            {"id": "a", "says": "Every ticket has an owner.", "kept": 50, "broken": 6, "of": 56,
             "low": 0.8, "high": 0.95, "examples": [numbers[1]]},
            {"id": "b", "says": "On hold has a reason.", "kept": 9, "broken": 0, "of": 9,
             "low": 0.7, "high": 1.0, "examples": []},
        ],
        "rules_unjudged": {"c": "no ticket to which it applies: after waiting it goes on"},
    }  # fmt: skip
