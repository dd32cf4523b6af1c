"""The same tickets give the same problems on every engine, and however they are cut into blocks."""

import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pyarrow as pa
import pytest

from groundswell.analysis.discovery import Cluster, discover
from groundswell.evidence import Evidence
from groundswell.evidence.engines import Block, DuckDBEngine, Engine, open_engine
from groundswell.kernel.errors import BadInput
from tests.analysis.text.made_tickets import (
    JOBS,
    LOCKED,
    LOGINS,
    ONE_OFFS,
    PASSWORDS,
    make_evidence,
)

CLOSE = 1e-6
# Writing of one, two, three and four bytes, longer than what is read of a text.
LONG = ("Schlüssel für die Tür fehlt", "Größe öffnet ärgerlich übel 日本語 🙂\n" * 120)
EMPTY = [("", ""), ("   ", "\t\n"), ("VPN\u00a0getrennt", "naïve façade")]
TOLD: list[Any] = [*PASSWORDS, *ONE_OFFS, *[LONG] * 5, *LOCKED, *JOBS, *EMPTY, *LOGINS, *[""] * 30]
SERVICES = ("Mail ", "\tVPN", "Türöffnung", "", "  ", None, "Ω-Dienst")
SPREAD = [SERVICES[at % len(SERVICES)] for at in range(len(TOLD))]


def make_desk() -> Evidence:
    silent = [None] * (len(TOLD) - 30) + ["Badge reader"] * 12 + ["Scanner"] * 18
    return make_evidence(TOLD, service=SPREAD, ci=silent, opened_at=_days())


def _days() -> list[Any]:
    column = make_evidence(TOLD).arrow("tickets", ("opened_at",)).column(0).to_pylist()
    return [None if at % 11 == 0 else day for at, day in enumerate(column)]


def compare(ours: tuple[Cluster, ...], theirs: tuple[Cluster, ...]) -> int:
    """Hold one answer against another and return how many numbers were compared."""
    assert [told(cluster) for cluster in ours] == [told(cluster) for cluster in theirs]
    count = 0
    for mine, other in zip(ours, theirs, strict=True):
        assert other.confidence == pytest.approx(mine.confidence, abs=CLOSE)
        assert other.prototype == pytest.approx(mine.prototype, abs=CLOSE)
        assert (mine.precision is None) == (other.precision is None)
        if mine.precision and other.precision:
            assert other.precision.right == pytest.approx(mine.precision.right, abs=CLOSE)
        count += 2 + len(mine.prototype)
    return count


def told(cluster: Cluster) -> tuple[Any, ...]:
    times = (cluster.first, cluster.last)
    filed = (cluster.department, cluster.service, cluster.machine_made, cluster.family)
    return cluster.id, cluster.title, cluster.tickets, cluster.why, cluster.callers, times, filed


@pytest.fixture(scope="module")
def answer() -> tuple[Cluster, ...]:
    return discover(make_desk())


class Scattered(DuckDBEngine):
    """DuckDB that cuts and sends as a cluster does: small pieces, pickled, in no order."""

    def map_blocks(self, rows: Any, block: Block) -> pa.Table:
        table = rows if isinstance(rows, pa.Table) else self.collect(rows)
        pieces = [table.slice(at, 7) for at in range(0, table.num_rows, 7)]
        sent = pickle.dumps(block)
        parts = [pickle.loads(sent)(piece) for piece in reversed(pieces)]  # noqa: S301 (our own)
        joined = pa.concat_tables(parts)
        return joined.take(joined.column("row").to_numpy().argsort())


def test_the_answer_does_not_depend_on_the_blocks(answer: tuple[Cluster, ...]) -> None:
    scattered = discover(make_desk(), engine=Scattered())

    assert compare(answer, scattered) > 40


@pytest.fixture(params=["sail", "clickhouse", "spark"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An engine; Spark is reached as a client reaches it, by the address of a Sail server."""
    with ExitStack() as opened:
        try:
            if request.param == "spark":
                sail: Any = opened.enter_context(open_engine("sail"))
                monkeypatch.setenv("SPARK_REMOTE", sail.address)
            engine = opened.enter_context(open_engine(request.param))
        except BadInput as reason:
            pytest.skip(str(reason))
        yield engine


def test_another_engine_gives_the_same_answer(engine: Engine, answer: tuple[Cluster, ...]) -> None:
    found = discover(make_desk(), engine=engine)

    assert compare(answer, found) > 40
