from pathlib import Path

import pyarrow as pa
import pytest

from groundswell.evidence import Evidence, EvidenceWriter
from groundswell.evidence.schema import TABLES
from groundswell.kernel.errors import NotKnown

ROWS = pa.table({"ticket_id": ["1", "2", "3"], "title": ["a", None, "c"]})


@pytest.fixture(params=["memory", "files"])
def evidence(request: pytest.FixtureRequest, tmp_path: Path) -> Evidence:
    if request.param == "memory":
        return Evidence({"tickets": ROWS}, absent={"changes": "the export holds no changes"})
    with EvidenceWriter(tmp_path) as writer:
        writer.write("tickets", ROWS.slice(0, 2))
        writer.write("tickets", ROWS.slice(2))
    return Evidence.open(tmp_path, absent={"changes": "the export holds no changes"})


def test_a_table_has_every_column_of_the_schema(evidence: Evidence) -> None:
    assert evidence.arrow("tickets").column_names == TABLES["tickets"].arrow.names


def test_says_how_much_of_a_column_is_filled(evidence: Evidence) -> None:
    assert evidence.filled("tickets", "title") == pytest.approx(2 / 3)
    assert not evidence.has("tickets", "title", "group")


def test_an_absent_table_is_not_known_with_its_reason(evidence: Evidence) -> None:
    with pytest.raises(NotKnown, match="the export holds no changes"):
        evidence.table("changes")


def test_pieces_stay_whole_while_other_questions_are_asked(evidence: Evidence) -> None:
    seen = []

    for piece in evidence.batches("tickets", 1):
        evidence.table("tickets").count().execute()
        seen += piece.column("ticket_id").to_pylist()

    assert seen == ["1", "2", "3"]


def test_an_unknown_column_is_a_fault_of_the_code() -> None:
    with pytest.raises(ValueError, match="has no column colour"):
        Evidence({"tickets": pa.table({"ticket_id": ["1"], "colour": ["red"]})})


def test_every_table_names_its_key_and_explains_each_column() -> None:
    for table in TABLES.values():
        assert set(table.key) <= set(table.arrow.names)
        assert all(column.meaning.endswith(".") for column in table.columns)
