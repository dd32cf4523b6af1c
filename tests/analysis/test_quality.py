"""Which gaps in the records are told, and what they weaken."""

import pyarrow as pa
import pytest

from groundswell.analysis.quality import WatchedField, assess_quality, load_fields
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES


def found(**columns: list[str | None]) -> dict[str, tuple[float, tuple[str, ...]]]:
    count = len(next(iter(columns.values())))
    rows = {"ticket_id": [str(i) for i in range(count)]} | columns
    quality = assess_quality(Evidence({"tickets": pa.table(rows)}))
    return {entry.field: (entry.filled, entry.costs) for entry in quality}


def test_the_share_is_that_of_rows_with_a_value() -> None:
    quality = found(service=["Mail", None, None, None])

    assert quality["service"][0] == 0.25
    assert quality["configuration_item"][0] == 0.0


def test_a_gap_names_the_conclusions_that_it_weakens() -> None:
    quality = found(service=["Mail", None, None, None])

    assert "which service hurts most" in quality["service"][1]


def test_a_field_that_is_filled_enough_weakens_nothing() -> None:
    quality = found(service=["Mail", "Mail", "Print", None])

    assert quality["service"][1] == ()


def test_another_field_that_tells_the_same_fills_the_gap() -> None:
    quality = found(service=[None, None], ci=["srv1", "srv2"])

    assert quality["service"][1] == ()


def test_without_tickets_no_field_is_judged() -> None:
    assert assess_quality(Evidence({})) == ()


@pytest.mark.parametrize("field", load_fields(), ids=lambda field: field.name)
def test_every_watched_field_is_one_of_the_evidence(field: WatchedField) -> None:
    columns = {column.name for column in TABLES[field.table].columns}

    assert {field.column, *field.instead} <= columns
    assert field.costs
