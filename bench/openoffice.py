"""Duplicate reports found again: recall beside a plain TF-IDF, on a file of known duplicates.

The file has one row for each report with `bug_id`, `title`, `description`, `created` and
`cluster`: reports of one cluster tell one fault. A report counts as found again when an earlier
report of its cluster is among the first 1, 5 or 10.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
from sklearn.feature_extraction.text import TfidfVectorizer

from groundswell.analysis.match import match_tickets
from groundswell.analysis.match.options import MatchOptions, default_options
from groundswell.evidence.store import Evidence

RANKS = (1, 5, 10)
# A view that does not count still breaks ties; weights are set against one another, so none is 0.
_NEARLY_NOTHING = 1e-6
VIEWS = ("words", "characters", "title", "fields", "time")
Report = Mapping[str, str]


def compare(folder: Path) -> dict[str, dict[str, float]]:
    """Return the recall of both ways at each rank, over all reports that have an earlier twin."""
    with (folder / "openoffice_reports_dev.csv").open(encoding="utf-8", newline="") as file:
        reports = list(csv.DictReader(file))
    ours, plain = _rank_ours(reports), _rank_plain(reports)
    asked = [report["bug_id"] for report in reports if _list_twins(report, reports)]
    halves = {"all": asked, "first half": asked[::2], "second half": asked[1::2]}
    twins = {report["bug_id"]: _list_twins(report, reports) for report in reports}
    parts = {f"match, {what}": _rank_ours(reports, options) for what, options in _list_parts()}
    ways = {"plain TF-IDF": plain, "match": ours}
    return {
        f"{name}, {way}": {f"recall@{rank}": _recall(ranked, twins, chosen, rank) for rank in RANKS}
        for name, chosen in halves.items()
        for way, ranked in (ways | parts if name == "all" else ways).items()
    } | {"reports": {"asked": len(asked), "all": len(reports)}}


def _list_parts() -> Iterator[tuple[str, MatchOptions]]:
    """Yield each view alone, and all but each: what it brings."""
    options = default_options()
    nothing = dict.fromkeys(VIEWS, _NEARLY_NOTHING)
    for view in ("words", "characters", "title"):
        yield f"{view} alone", replace(options, **nothing | {view: 1.0})
    for view in VIEWS:
        yield f"without {view}", replace(options, **{view: _NEARLY_NOTHING})


def _rank_ours(
    reports: Sequence[Report], options: MatchOptions | None = None
) -> dict[str, list[str]]:
    rows = [
        {
            "ticket_id": report["bug_id"],
            "title": report["title"],
            "description": report["description"],
            "opened_at": _created(report),
            "product": report.get("product"),
            "category": report.get("component"),
        }
        for report in reports
    ]
    evidence = Evidence({"tickets": pa.Table.from_pylist(rows)})
    answers = match_tickets(evidence, evidence, top=max(RANKS), options=options)
    return {answer.id: [match.id for match in answer.matches] for answer in answers}


def _rank_plain(reports: Sequence[Report]) -> dict[str, list[str]]:
    texts = [f"{report['title']} {report['description']}" for report in reports]
    vectors = TfidfVectorizer(ngram_range=(1, 2)).fit_transform(texts)
    likeness = (vectors @ vectors.T).toarray()
    times = np.array([_created(report).timestamp() for report in reports])
    ids = [report["bug_id"] for report in reports]
    ranked = {}
    for row, ticket in enumerate(ids):
        earlier = np.where(times < times[row], likeness[row], -1.0)
        best = np.argsort(-earlier, kind="stable")[: max(RANKS)]
        ranked[ticket] = [ids[at] for at in best if earlier[at] >= 0]
    return ranked


def _list_twins(report: Report, reports: Sequence[Report]) -> set[str]:
    return {
        other["bug_id"]
        for other in reports
        if other["cluster"] == report["cluster"] and _created(other) < _created(report)
    }


def _recall(
    ranked: Mapping[str, list[str]],
    twins: Mapping[str, set[str]],
    asked: Sequence[str],
    rank: int,
) -> float:
    return float(np.mean([bool(twins[ticket] & set(ranked[ticket][:rank])) for ticket in asked]))


def _created(report: Report) -> datetime:
    return datetime.strptime(report["created"], "%Y-%m-%d %H:%M:%S %z")
