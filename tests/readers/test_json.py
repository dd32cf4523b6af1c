"""Records are found in JSON wherever the tools put them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.kernel.errors import BadInput
from groundswell.readers.recordlists import find_records
from tests.readers.files import read_file, rows

ONE = {"number": "0007", "short_description": "Lift stuck", "opened_at": "2024-03-01 08:00:00"}
TWO = ONE | {"number": "0008"}
STATUS = {"status_code": 2000, "status": "fine"}


@pytest.mark.parametrize(
    "document",
    [
        [ONE, TWO],
        {"result": [ONE, TWO]},
        {"response_status": [STATUS], "list_info": {"row_count": 2}, "requests": [ONE, TWO]},
        {"total": 2, "whatever it is called": [ONE, TWO]},
        {
            "hits": {
                "total": {"value": 2},
                "hits": [{"_index": "i", "_source": one} for one in (ONE, TWO)],
            }
        },
        {"data": {"desk": {"issues": {"nodes": [ONE, TWO]}}}},
        {"data": [{"id": one["number"], "attributes": one} for one in (ONE, TWO)]},
        {"objects": {"A::1": {"class": "A", "fields": ONE}, "A::2": {"class": "A", "fields": TWO}}},
        {
            "tickets": [1, 2],
            "assets": {"User": {"3": {"login": "ada"}}, "Ticket": {"1": ONE, "2": TWO}},
        },
        {"0007": ONE, "0008": TWO},
    ],
)
def test_records_are_found_under_any_roof(tmp_path: Path, document: Any) -> None:
    reading = read_file(tmp_path, json.dumps(document), "export.json")

    assert [row["ticket_id"] for row in rows(reading)] == ["0007", "0008"]
    assert {row["title"] for row in rows(reading)} == {"Lift stuck"}


@pytest.mark.parametrize("wrap", ["{}", '{{"request": {}}}'])
def test_records_one_under_another_may_each_be_wrapped(tmp_path: Path, wrap: str) -> None:
    text = "\n".join(wrap.format(json.dumps(one)) for one in (ONE, TWO))

    assert [row["ticket_id"] for row in rows(read_file(tmp_path, text))] == ["0007", "0008"]


def test_one_record_with_a_list_in_it_is_one_record(tmp_path: Path) -> None:
    record = ONE | {"state": "New", "comments": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]}

    (ticket,) = rows(read_file(tmp_path, json.dumps(record), "export.json"))

    assert ticket["ticket_id"] == "0007"


def test_numbers_are_kept_as_they_are_written(tmp_path: Path) -> None:
    text = '[{"number": 1.10, "title": "a"}, {"number": ' + "9" * 90 + ', "title": "b"}]'

    found = [row["ticket_id"] for row in rows(read_file(tmp_path, text, "export.json"))]

    assert found == ["1.10", "9" * 90]


def test_people_and_groups_of_a_list_are_told_apart_by_their_role(tmp_path: Path) -> None:
    team = [
        {"type": "User", "name": "Ada", "role": "requester"},
        {"type": "Group", "name": "Facilities", "role": "assigned"},
    ]
    record = {
        "id": 7,
        "name": "Lift stuck",
        "date": "2024-03-01T08:00:00Z",
        "date_creation": "2024-03-01T08:00:00Z",
        "take_into_account_date": None,
        "resolution_duration": 0,
        "priority": 5,
        "team": team,
    }

    reading = read_file(tmp_path, json.dumps([record]), "export.json", pseudonymise=False)

    (ticket,) = rows(reading)
    assert reading.sources[0].product == "glpi"
    assert (ticket["caller"], ticket["group"], ticket["priority_rank"]) == ("Ada", "Facilities", 1)


@pytest.mark.parametrize("text", ["[1, 2]", '{"a": 1}', "[[1, 2], [3, 4]]", '{"a": {"b": [1]}}'])
def test_json_without_records_ends_in_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput):
        read_file(tmp_path, text, "export.json")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.text(min_size=1, max_size=5), VALUES, min_size=1), min_size=1))
def test_the_first_record_of_a_list_is_where_it_is_said_to_be(
    records: list[dict[str, Any]],
) -> None:
    text = json.dumps({"total": len(records), "tickets": records})

    found = find_records(text)

    assert json.JSONDecoder().raw_decode(text, found.place)[0] == records[0]


@given(st.text(alphabet='{}[]":,a1 \\', max_size=60))
def test_no_text_whatever_brings_the_search_down(text: str) -> None:
    assert 0 <= find_records(text).place <= len(text) + 1
