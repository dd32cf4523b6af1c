"""What is measured: reading an export, finding troubles, matching, and the facts of processes."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from bench.generator import make_events, make_tickets, make_world, write_tickets
from bench.installation import import_export, measure_brief, measure_steps
from bench.measuring import Measure, Measured, clock
from groundswell.analysis.discovery import Cluster, discover
from groundswell.analysis.match import MatchIndex, match_tickets
from groundswell.evidence.store import Evidence

_TOP = 100
_HALF = 0.5
_NEW = 1000
_ASKED = 50
_EVENTS_A_TICKET = 6


def prepare(name: str, size: int, folder: Path) -> None:
    """Write the tickets of one size as a measurement reads them, unless they are there.

    The readers read an export, most others evidence, written part by part; making either takes a
    minute for a million tickets, so nobody waits for what he does not measure.
    """
    if name in _READ:
        if not (folder / "export.csv").exists():
            _write_export(size, folder)
        if name != "readers":
            import_export(folder)
    elif name not in _OWN and not (folder / "truth.npy").exists():
        world = make_world(size)
        write_tickets(world, folder / "evidence")
        np.save(folder / "truth.npy", world.truth)


def _write_export(size: int, folder: Path) -> None:
    part = folder / "export.part"
    with part.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_EXPORT)
        for rows in make_tickets(make_world(size)):
            writer.writerows(zip(*(_as_text(column) for column in rows.columns), strict=True))
    part.rename(folder / "export.csv")


# These read an export, all but the first as an installation that took it over.
_READ = frozenset({"readers", "steps", "brief"})
# These make what they read themselves.
_OWN = frozenset({"process", "prototypes"})


_EXPORT = (
    "Number", "Short description", "Description", "Opened", "Business service",
    "Configuration item", "Caller", "Assignment group",
)  # fmt: skip


def _as_text(column: "pa.ChunkedArray[pa.Scalar[pa.DataType]]") -> list[str]:
    return [
        value.strftime("%Y-%m-%d %H:%M:%S") if isinstance(value, datetime) else str(value or "")
        for value in column.to_pylist()
    ]


def measure_readers(size: int, folder: str) -> Measured:
    """Read the export of so many tickets into evidence."""
    from groundswell.readers import read  # noqa: PLC0415 (only this process needs it)

    measured = Measured("readers", size)
    with TemporaryDirectory() as place, clock(measured):
        reading = read([Path(folder) / "export.csv"], into=Path(place) / "evidence")
    measured.found = {"rows": sum(source.rows for source in reading.sources)}
    return measured


def measure_discovery(size: int, folder: str) -> Measured:
    """Find the recurring troubles, and how many of the largest planted ones are among them."""
    measured = Measured("discovery", size)
    truth = np.load(Path(folder) / "truth.npy")
    with clock(measured):
        clusters = discover(Evidence.open(Path(folder) / "evidence"))
    measured.found = _grade(clusters, truth)
    return measured


def measure_match(size: int, folder: str) -> Measured:
    """Match new tickets with the history, and one at a time with an index."""
    measured = Measured("match", size)
    history = Evidence.open(Path(folder) / "evidence")
    rows = pq.read_table(Path(folder) / "evidence" / "tickets.parquet")
    new = rows.slice(max(0, size - _NEW))
    with clock(measured):
        answers = match_tickets(history, Evidence({"tickets": new}))
    truth = np.load(Path(folder) / "truth.npy")
    right = [
        truth[int(answer.matches[0].id)] == truth[int(answer.id)]
        for answer in answers
        if truth[int(answer.id)] >= 0 and answer.matches
    ]
    measured.found = {"new": len(answers), "first is of the same trouble": float(np.mean(right))}
    if size <= 100_000:
        measured.found["milliseconds for one"] = _ask_one_by_one(history, new)
    return measured


def measure_process(size: int, folder: str) -> Measured:
    """Work out the process facts of six events a ticket."""
    from groundswell.analysis.process.facts import find_process  # noqa: PLC0415 (only this process needs it)

    measured = Measured("process", size * _EVENTS_A_TICKET)
    path = Path(folder) / "events" / "events.parquet"
    if not path.exists():
        make_events(size, _EVENTS_A_TICKET, path.parent)
    with clock(measured):
        find_process(Evidence({"events": path}), as_of=datetime(2027, 1, 1, tzinfo=UTC))
    return measured


def _grade(
    clusters: Sequence[Cluster], truth: np.ndarray[tuple[int], np.dtype[np.int32]]
) -> dict[str, float]:
    """Return how many of the largest planted troubles were found, and how clean it all is."""
    labels = np.full(len(truth), -1)
    for at, cluster in enumerate(clusters):
        labels[np.array(cluster.tickets, dtype=np.int64)] = at
    sizes = np.bincount(truth[truth >= 0])
    largest = np.argsort(-sizes)[:_TOP]
    overlaps = np.array([_best_overlap(labels, truth == trouble) for trouble in largest])
    return {
        "clusters": len(clusters),
        "of the 100 largest found": int((overlaps >= _HALF).sum()),
        "mean Jaccard of these": float(overlaps.mean()),
        "planted tickets in a cluster": float((labels[truth >= 0] >= 0).mean()),
        "precision (B cubed)": _measure_precision(labels, truth),
        "one-offs in a cluster": float((labels[truth < 0] >= 0).mean()),
    }


def _measure_precision(labels: npt.NDArray[np.int64], truth: npt.NDArray[np.int32]) -> float:
    """Return, over planted tickets in a cluster, the mean share of its tickets of their trouble.

    Source:
        A. Bagga and B. Baldwin, "Entity-based cross-document coreferencing using the vector space
        model", COLING 1998; a one-off in a cluster counts as wrong.
    """
    sizes = np.bincount(labels[labels >= 0])
    inside = np.flatnonzero((labels >= 0) & (truth >= 0))
    keys = labels[inside].astype(np.int64) * (int(truth.max()) + 1) + truth[inside]
    _, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return float(np.mean(counts[places.ravel()] / sizes[labels[inside]]))


def _best_overlap(labels: npt.NDArray[np.int64], planted: npt.NDArray[np.bool_]) -> float:
    inside = labels[planted]
    inside = inside[inside >= 0]
    if inside.size == 0:
        return 0.0
    counts = np.bincount(inside)
    best = int(counts.argmax())
    return float(counts[best] / (planted.sum() + (labels == best).sum() - counts[best]))


def _ask_one_by_one(history: Evidence, new: pa.Table) -> float:
    index = MatchIndex(history)
    rows = new.slice(0, _ASKED).to_pylist()
    measured = Measured("one", len(rows))
    with clock(measured):
        for row in rows:
            fields = {"service": row["service"], "ci": row["ci"]}
            index.best(row["title"], row["description"], fields)
    return 1000 * measured.seconds / len(rows)


def measure_prototypes(size: int, folder: str) -> Measured:  # noqa: ARG001 (one shape for all)
    """Match tickets one at a time to fifty thousand prototypes, whatever the size."""
    from bench.prototypes import ask_prototypes  # noqa: PLC0415 (only this process needs it)

    return ask_prototypes(Measured("prototypes", size))


def measure_assess(size: int, folder: str) -> Measured:
    """Judge how mature the practices are, with every indicator."""
    from bench.assess import assess_year  # noqa: PLC0415 (only this process needs it)

    return assess_year(Measured("assess", size), Path(folder))


MEASURES: dict[str, Measure] = {
    "readers": measure_readers,
    "discovery": measure_discovery,
    "match": measure_match,
    "process": measure_process,
    "prototypes": measure_prototypes,
    "assess": measure_assess,
    "steps": measure_steps,
    "brief": measure_brief,
}
