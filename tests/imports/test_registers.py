"""Configuration items and their relations come into the register from files of other tools."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from groundswell.cmdb.models import ConfigItem, Relation
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.imports import actions
from groundswell.imports.models import ImportRun, ImportState
from groundswell.imports.running import carry_out
from tests.makers import MONDAY_9AM

pytestmark = pytest.mark.django_db

ITEMS = "Name,CI Type,Status,Manufacturer\nweb01,Server,Live,Dell\nweb02,Server,Retired,\n"
PAIRS = "Parent,Child,Type\nweb01,db01,Depends on::Used by\nweb02,db01,Runs on::Runs\n"
CHANGES = "Change number,Title,Status\nCHG1,New switch,Closed\n"


@pytest.fixture
def bring(champion: User, settings: Any, tmp_path: Path) -> Any:
    settings.HOME = tmp_path

    def one(**texts: str) -> ImportRun:
        files = [(f"{name}.csv", BytesIO(text.encode())) for name, text in texts.items()]
        run = actions.keep_files(by=champion, at=MONDAY_9AM, files=files)
        return carry_out(run, by=champion, at=MONDAY_9AM)

    return one


def counts(run: ImportRun) -> tuple[int, int, int]:
    return run.report["added"], run.report["changed"], run.report["unchanged"]


def test_items_and_relations_come_in_once(bring: Any) -> None:
    first = bring(items=ITEMS, pairs=PAIRS)
    entries = AuditEntry.objects.filter(number__startswith="CI").count()
    again = bring(items=ITEMS, pairs=PAIRS)

    assert (counts(first), counts(again)) == ((4, 0, 0), (0, 0, 4))
    assert dict(ConfigItem.objects.values_list("name", "state")) == {
        "web01": "live",
        "web02": "retired",
        "db01": "live",
    }
    assert [str(one) for one in Relation.objects.order_by("source__name")] == [
        "web01 depends on db01",
        "web02 runs on db01",
    ]
    assert AuditEntry.objects.filter(number__startswith="CI").count() == entries


def test_a_later_list_changes_what_it_tells_and_empties_nothing(bring: Any) -> None:
    bring(items=ITEMS)

    run = bring(items="Name,CI Type,Status,Location\nweb01,Server,In repair,Room 1\n")

    item = ConfigItem.objects.get(name="web01")
    assert counts(run) == (0, 1, 0)
    assert (item.state, item.location, item.vendor) == ("in_repair", "Room 1", "Dell")
    entry = AuditEntry.objects.get(number=item.number, act="ci.updated_by_import")
    assert entry.changes["state"] == ["live", "in_repair"]


def test_what_the_records_have_no_place_for_is_refused_in_a_sentence(bring: Any) -> None:
    run = bring(changes=CHANGES)

    assert run.state == ImportState.FAILED
    assert "Problems, changes and alerts are read by `groundswell analyse`" in run.failure
