"""The same tickets on every engine that is installed: time, memory, and whether they agree."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.measuring import Measured, clock
from groundswell.analysis.discovery import Cluster, discover
from groundswell.evidence.engines import ENGINES, open_engine
from groundswell.evidence.store import Evidence
from groundswell.kernel.errors import BadInput

CLOSE = 1e-6
#: of each problem its id, its tickets and its numbers
Answer = Sequence[Sequence[Any]]


def names() -> list[str]:
    """Return what `bench` calls the measurement of each engine."""
    return [f"engine-{name}" for name in ENGINES]


def measure_engine(name: str, size: int, folder: str) -> Measured:
    """Find the troubles on one engine and hold them against what DuckDB, measured first, found."""
    engine = name.removeprefix("engine-")
    measured = Measured(engine, size)
    try:
        opened = open_engine(engine)
    except BadInput as reason:
        measured.skipped = str(reason)
        return measured
    with opened, clock(measured):
        clusters = discover(Evidence.open(Path(folder) / "evidence"), engine=opened)
    kept = Path(folder) / "duckdb.json"
    figures = [_list_figures(cluster) for cluster in clusters]
    if engine == "duckdb":
        kept.write_text(json.dumps(figures), encoding="utf-8")
    measured.found = {"clusters": len(clusters)} | _compare(json.loads(kept.read_text()), figures)
    return measured


def _list_figures(cluster: Cluster) -> tuple[str, list[str], list[float]]:
    """Return a problem as what must be equal and what must be close."""
    precision = cluster.precision
    numbers = [cluster.confidence, *map(float, cluster.prototype.keys())]
    numbers += cluster.prototype.values()
    if precision:
        numbers += [precision.right, precision.wrong]
    return cluster.id, list(cluster.tickets), numbers


def _compare(first: Answer, second: Answer) -> dict[str, int]:
    """Return how many figures were compared and how many differ by more than `CLOSE`."""
    ours, theirs = ({key: rest for key, *rest in answer} for answer in (first, second))
    compared = different = 0
    for key in ours.keys() | theirs.keys():
        tickets, numbers = ours.get(key, ([], []))
        others, values = theirs.get(key, ([], []))
        compared += max(len(numbers), len(values)) + max(len(tickets), len(others))
        different += len(set(tickets).symmetric_difference(others))
        different += abs(len(numbers) - len(values))
        different += sum(abs(a - b) > CLOSE for a, b in zip(numbers, values, strict=False))
    return {"figures compared with DuckDB": compared, "of these different": different}
