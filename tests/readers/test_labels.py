"""Exports in their users' language, and answers of interfaces: each column its true meaning."""

import json
from pathlib import Path

import pytest

from tests.readers.files import read_file, rows

FRENCH = (
    "Numéro;Ouvert;Description brève;Appelant;État;Groupe d'affectation;Affecté à\n"
    "INC7;2026-02-03 14:05:11;Lift stuck;Ada;En cours;Lifts;Bo\n"
)
SPANISH = (
    "Número;Abierto;Descripción breve;Solicitante;Estado;Grupo de asignación;Asignado a\n"
    "INC7;2026-02-03 14:05:11;Lift stuck;Ada;En curso;Lifts;Bo\n"
)
REDMINE = (
    "#;Projekt;Tracker;Status;Thema;Autor;Zugewiesen an;Beginn;Angelegt;Geschlossen\n"
    "INC7;Lifts;Fehler;In Bearbeitung;Lift stuck;Ada;Bo;01.02.2026;2026-02-03 14:05:11;\n"
)
SPICEWORKS = (
    "Ticket Number,Summary,Status,Assigned To,Created By,Created On,Closed On\n"
    "INC7,Lift stuck,open,Bo,Ada,2026-02-03 14:05:11 UTC,\n"
)
ZAMMAD = json.dumps(
    [
        {
            "id": 1,
            "number": "INC7",
            "title": "Lift stuck",
            "group": "Lifts",
            "owner": "Bo",
            "customer": "Ada",
            "state": "open",
            "created_at": "2026-02-03T14:05:11.000Z",
            "close_at": None,
            "close_diff_in_min": None,
            "article_count": 3,
        }
    ]
)
TOPDESK = json.dumps(
    [
        {
            "id": "9f",
            "number": "INC7",
            "briefDescription": "Lift stuck",
            "caller": {"dynamicName": "Ada"},
            "operator": {"name": "Bo"},
            "operatorGroup": {"name": "Lifts"},
            "processingStatus": {"name": "In progress"},
            "callDate": "2026-02-03T14:05:11.000+0000",
            "creationDate": "2026-02-03T15:00:00.000+0000",
            "completed": False,
            "closedDate": None,
        }
    ]
)


@pytest.mark.parametrize(
    ("content", "product"),
    [
        (FRENCH.encode("utf-16"), "servicenow"),
        (SPANISH, "servicenow"),
        (REDMINE.encode("cp1252"), "redmine"),
        (SPICEWORKS, "spiceworks"),
        (ZAMMAD, "zammad"),
        (TOPDESK, "topdesk"),
    ],
    ids=["French", "Spanish", "German Redmine", "Spiceworks", "Zammad REST", "TOPdesk REST"],
)
def test_a_column_means_the_same_in_every_language(
    tmp_path: Path, content: str | bytes, product: str
) -> None:
    reading = read_file(tmp_path, content, "export.dat", pseudonymise=False)

    (ticket,) = rows(reading)
    assert reading.sources[0].product == product
    assert f"{ticket['opened_at']:%Y-%m-%d %H:%M:%S}" == "2026-02-03 14:05:11"
    told = [ticket[name] for name in ("ticket_id", "title", "caller", "assignee", "state")]
    assert told == ["INC7", "Lift stuck", "Ada", "Bo", "open"]


def test_a_file_that_tells_only_what_was_done_is_a_history(tmp_path: Path) -> None:
    text = "Number,Updated,Activity\n7,2024-03-01 08:00,New\n7,2024-03-01 09:00,Resolved\n"

    source = read_file(tmp_path, text).sources[0]

    assert (source.kind, source.records, source.events) == ("events", 1, 2)
