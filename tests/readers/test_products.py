"""Exports of known products are recognised by their headers and read in their own words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.readers.files import read_file, read_paths, reasons, rows

SERVICENOW = """number,incident_state,reassignment_count,reopen_count,made_sla,short_description,\
opened_at,resolved_at,priority,caller_id,assignment_group
INC0000007,Closed,2,0,true,Badge reader dead,2024-03-01 08:00:00,2024-03-01 10:00:00,\
2 - High,Ada Kern,Facilities
"""
SERVICENOW_LABELS = """Number,Opened,Short description,Caller,Priority,State,Assignment group
INC0000007,2024-03-01 08:00:00,Badge reader dead,Ada Kern,4 - Low,In Progress,Facilities
"""
JIRA = """Summary,Issue key,Issue id,Issue Type,Status,Priority,Assignee,Reporter,Created,Resolved,\
Custom field (Request Type),Comment,Comment,Time Spent
Badge reader dead,IT-7,10007,Incident,Done,High,Bo,Ada,25/Feb/26 10:17 PM,26/Feb/26 9:00 AM,\
Report a fault,"25/Feb/26 10:20 PM;u1;hello","25/Feb/26 10:21 PM;u2;hi",3600
"""
ZENDESK = """Summation column,Id,Requester,Assignee,Group,Subject,Status,Priority,Via,Ticket type,\
Created at,Solved at,Group stations,Assignee stations,Reopens,Satisfaction Score
1,7,Ada,Bo,Facilities,Badge reader dead,Solved,Urgent,Web,Incident,2024-03-01 08:00,\
2024-03-01 10:00,3,4,1,Good
"""
FRESHSERVICE = """Subject,Type,Status,Urgency,Impact,Priority,Group,Agent,Department,Description,\
Category,Sub-Category,Source,Ticket Id,Requester Name,Created Time,Resolved Time,Closed Time,\
Time Tracked,First Response Time (in Hrs),Resolution Status
Badge reader dead,Incident,Closed,High,Low,High,Facilities,Bo,Sales,It blinks red,Hardware,Badge,\
Portal,INC-7,Ada,2024-03-01 08:00,2024-03-01 10:00,2024-03-04 08:00,01:30:00,,SLA Violated
"""
FRESHDESK = """\
Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Resolved time,\
Closed time,Time tracked,First response time (in hrs),Resolution status,Full name
7,Badge reader dead,Waiting on Customer,Urgent,Portal,Incident,Bo,Facilities,2024-03-01 08:00:00,,,\
00:45:00,00:10:00,Within SLA,Ada
"""
OTRS = """TicketNumber;Age;Created;Closed;FirstResponse;State;Priority;Queue;Owner;CustomerID;From;\
Subject;AccountedTime;SolutionDiffInMin;FirstResponseDiffInMin
2024030110000077;3 d;2024-03-01 08:00:00;2024-03-01 10:00:00;2024-03-01 08:30:00;\
closed successful;5 very high;Facilities;bo;acme;Ada <ada@example.org>;Badge reader dead;5;-12;3
"""
OSTICKET = """\ufeff"Ticket Number","Date Created","Subject","From","Priority","Department",\
"Help Topic","Source","Current Status","Last Updated","SLA Due Date","Overdue","Agent Assigned",\
"Team Assigned","Reopen Count"
"000042","2024-03-01 08:00:00","Badge reader dead","Ada","Emergency","Support","Hardware","Web",\
"Open","2024-03-02 08:00:00","2024-03-03 08:00:00","1","Bo","Facilities","0"
"""
ITOP = """Ref,Organization,Caller,Team,Agent,Title,Description,Start date,Resolution date,Status,\
Priority,Service,TTO Deadline,Cumulated pending,SLA ttr passed
I-000007,Sales,Ada,Facilities,Bo,Badge reader dead,<p>It <b>blinks</b> red</p>,2024-03-01 08:00:00,\
2024-03-01 10:00:00,resolved,critical,Access,2024-03-01 09:00:00,0,no
"""
GLPI = """"ID";"Titre";"Entité";"Statut";"Dernière modification";"Date d'ouverture";"Priorité";\
"Demandeur - Demandeur";"Attribué à - Technicien";"Attribué à - Groupe de techniciens";\
"Catégorie";"Type";"Date de résolution"
"1 207";"Lecteur de badge en panne";"Ventes";"En cours (Attribué)";"14-03-2024 09:00";\
"13-03-2024 08:00";"Très haute";"Ada";"Bo";"Services";"Matériel > Badge";"Incident";""
"""
HPSM = """\
CI_Name,CI_Cat,CI_Subcat,WBS,Incident_ID,Status,Impact,Urgency,Priority,Category,KB_number,\
No_of_Reassignments,Open_Time,Resolved_Time,Close_Time,Handle_Time_hrs,Closure_Code,Related_Change
WBA7,application,Web,WBS7,IM0000007,Closed,4,4,4,incident,KM7,3,13/03/2012 13:32,04/11/2013 13:50,\
04/11/2013 13:51,"3,87,16,91,111",Other,#MULTIVALUE
"""
GLPI_GERMAN = """\
"ID";"Titel";"Status";"Letzte Änderung";"Eröffnungsdatum";"Priorität";"Anforderer";\
"Kategorie"
"77";"Türleser defekt";"Neu";"2024-03-02 08:00";"2024-03-01 08:00";"Sehr hoch";"Ada";"Hardware"
"""
OTRS_GERMAN = """\
Ticket#;Alter;Erstellt;Geschlossen;Status;Priorität;Queue;Besitzer;Kundennummer;Von;\
Betreff
2024030110000077;3 T;01.03.2024 08:00;01.03.2024 10:00;erfolgreich geschlossen;3 normal;Empfang;bo;\
acme;Ada;Türleser defekt
"""

SERVICENOW_FRENCH = """\
Numéro;Ouvert;Brève description;Appelant;Priorité;État;Groupe d'affectation;Affecté à
INC0000007;13/03/2024 08:00:00;Lecteur en panne;Ada Kern;2 - Haute;En attente;Accès;Bo
"""
SERVICENOW_DATABASE = """number,dv_state,state,dv_priority,short_description,opened_at,sys_id
INC0000007,In Progress,2,2 - High,Badge reader dead,2024-03-01 08:00:00,1
"""
JIRA_GERMAN = """\
Zusammenfassung;Vorgangsschlüssel;Vorgangs-ID;Vorgangstyp;Status;Priorität;Lösung;\
Zugewiesene Person;Autor;Erstellt;Erledigt;Benutzerdefiniertes Feld (Auswirkung)
Türleser defekt;IT-7;10007;Störung;Warten auf Kunden;Höchste;;Bo;Ada;13/März/24 8:00;;Hoch
"""
JIRA_SPANISH = """\
Resumen,Clave de incidencia,Tipo de Incidencia,Estado,Prioridad,Persona asignada,Informador,Creada
Lector roto,IT-7,Incidencia,Esperando por el cliente,Alta,Bo,Ada,13/ene/24 8:00
"""
GLPI_SEARCH = """{"totalcount": 1, "data": [{"1": "Badge reader dead", "2": 7, "80": "Sales",
"12": 4, "19": "2024-03-02 08:00:00", "15": "2024-03-01 08:00:00", "3": 5, "4": "Ada", "14": 1}]}"""
FRESHSERVICE_API = """{"tickets": [{"id": 7, "subject": "Badge reader dead", "requester_id": 1,
"responder_id": 2, "department_id": 3, "priority": 4, "status": 3, "fr_escalated": false,
"created_at": "2024-03-01T08:00:00Z"}]}"""
MANAGEENGINE = """{"response_status": [{"status_code": 2000}], "requests": [{"id": "1007",
"display_id": "7", "subject": "Badge reader dead", "requester": {"id": "1", "name": "Ada"},
"technician": {"name": "Bo"}, "status": {"name": "Onhold"}, "priority": {"name": "High"},
"created_time": {"display_value": "Mar 1, 2024 08:00 AM", "value": "1709280000000"}}]}"""
OTRS_TABLE = """id,tn,title,queue_id,ticket_priority_id,ticket_state_id,create_time,change_time
1,2024030110000077,Badge reader dead,4,5,2,2024-03-01 08:00:00,2024-03-02 08:00:00
"""


@pytest.mark.parametrize(
    ("text", "product", "facts"),
    [
        (SERVICENOW, "servicenow", ("INC0000007", 2, "closed")),
        (SERVICENOW_LABELS, "servicenow", ("INC0000007", 4, "open")),
        (JIRA, "jira", ("IT-7", 2, "resolved")),
        (ZENDESK, "zendesk", ("7", 1, "resolved")),
        (FRESHSERVICE, "freshservice", ("INC-7", 2, "closed")),
        (FRESHDESK, "freshdesk", ("7", 1, "open")),
        (OTRS, "otrs", ("2024030110000077", 1, "closed")),
        (OTRS_GERMAN, "otrs", ("2024030110000077", 3, "closed")),
        (OSTICKET, "osticket", ("000042", 1, "open")),
        (ITOP, "itop", ("I-000007", 1, "resolved")),
        (GLPI, "glpi", ("1 207", 1, "open")),
        (GLPI_GERMAN, "glpi", ("77", 1, "open")),
        (HPSM, "hpsm", ("IM0000007", 4, "closed")),
        (SERVICENOW_FRENCH, "servicenow", ("INC0000007", 2, "open")),
        (SERVICENOW_DATABASE, "servicenow", ("INC0000007", 2, "open")),
        (JIRA_GERMAN, "jira", ("IT-7", 1, "open")),
        (JIRA_SPANISH, "jira", ("IT-7", 2, "open")),
        (GLPI_SEARCH, "glpi", ("7", 1, "open")),
        (FRESHSERVICE_API, "freshservice", ("7", 1, "open")),
        (MANAGEENGINE, "servicedeskplus", ("7", 2, "open")),
        (OTRS_TABLE, "otrs", ("2024030110000077", 1, "closed")),
    ],
)
def test_a_product_is_recognised_and_read(
    tmp_path: Path, text: str, product: str, facts: tuple[str, int, str]
) -> None:
    reading = read_file(tmp_path, text)

    (source,), (ticket,) = reading.sources, rows(reading)
    assert (source.product, source.kind) == (product, "tickets")
    assert source.rows == source.records == 1
    assert (ticket["ticket_id"], ticket["priority_rank"], ticket["state"]) == facts


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (JIRA, {"effort_minutes": 60.0, "category": "Report a fault", "kind": "incident"}),
        (ZENDESK, {"reassignments": 2, "reopens": 1}),
        (FRESHSERVICE, {"effort_minutes": 90.0, "target_met": False, "department": "Sales"}),
        (FRESHDESK, {"effort_minutes": 45.0, "target_met": True}),
        (OTRS, {"target_met": False, "group": "Facilities"}),
        (OSTICKET, {"target_met": False, "category": "Hardware", "group": "Facilities"}),
        (ITOP, {"target_met": True, "description": "It blinks red", "service": "Access"}),
        (GLPI, {"group": "Services", "opened_at": datetime(2024, 3, 13, 8, tzinfo=UTC)}),
        (HPSM, {"reassignments": 3, "closure_code": "Other", "kind": "incident"}),
        (SERVICENOW_FRENCH, {"title": "Lecteur en panne", "group": "Accès"}),
        (JIRA_GERMAN, {"kind": "incident", "impact": "Hoch", "title": "Türleser defekt"}),
        (JIRA_SPANISH, {"opened_at": datetime(2024, 1, 13, 8, tzinfo=UTC), "kind": "incident"}),
        (GLPI_SEARCH, {"title": "Badge reader dead", "department": "Sales"}),
        (MANAGEENGINE, {"opened_at": datetime(2024, 3, 1, 8, tzinfo=UTC)}),
    ],
)
def test_special_columns_are_read_as_the_product_means_them(
    tmp_path: Path, text: str, fields: dict[str, object]
) -> None:
    (ticket,) = rows(read_file(tmp_path, text))

    assert {name: ticket.get(name) for name in fields} == fields


def test_columns_whose_unit_or_numbers_are_uncertain_are_reported_and_unused(
    tmp_path: Path,
) -> None:
    handle = read_file(tmp_path, HPSM).sources[0]
    units = read_file(tmp_path, OTRS).sources[0]

    assert "Handle_Time_hrs" in handle.unused
    assert "cannot be recovered" in reasons(handle, "Handle_Time_hrs")
    assert "#MULTIVALUE" not in str(handle.columns)
    assert "only says that there was a value" in reasons(handle, "Related_Change")
    assert "AccountedTime" in units.unused
    assert "each installation chooses" in reasons(units, "AccountedTime")


def test_a_report_sheet_with_a_title_above_its_header_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    header = [
        "#",
        "Title",
        "State",
        "Priority",
        "Group",
        "Owner",
        "Customer",
        "Create Channel",
        "Created At",
        "Closed At",
        "First Response Diff In Min",
        "Close Diff In Min",
    ]
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet("Tickets")
        sheet.write(0, 0, "Tickets: 2024-03")
        sheet.write_row(2, 0, header)
        sheet.write_row(
            3,
            0,
            ["31007", "Badge reader dead", "closed", "3 high", "Facilities", "Bo", "Ada", "web"],
        )
        sheet.write_datetime(3, 8, datetime(2024, 3, 1, 8))
        sheet.write_datetime(3, 9, datetime(2024, 3, 1, 10))
        sheet.write_row(3, 10, [5, -20])

    reading = read_paths(tmp_path, path)

    (source,), (ticket,) = reading.sources, rows(reading)
    assert (source.product, source.rows, source.records) == ("zammad", 1, 1)
    assert ticket["ticket_id"] == "31007"
    assert ticket["opened_at"] == datetime(2024, 3, 1, 8, tzinfo=UTC)
    assert (ticket["priority_rank"], ticket["target_met"]) == (2, False)


def test_an_unknown_product_with_free_german_headers_is_read_by_its_words(
    tmp_path: Path,
) -> None:
    text = (
        "Vorgangsnummer;Kurzbeschreibung;Beschreibung;Gemeldet am;Geschlossen am;Melder;"
        "Bearbeitergruppe;Priorität;Hausnummer\n"
        "0042;Drucker zieht kein Papier;Seit gestern;13.03.2024 08:00;14.03.2024 09:00;Ada;"
        "Vor Ort;Hoch;9\n"
    )

    reading = read_file(tmp_path, text.encode("cp1252"))

    (source,), (ticket,) = reading.sources, rows(reading)
    assert (source.product, source.unused) == ("unknown", ("Hausnummer",))
    assert ticket["ticket_id"] == "0042"
    assert (ticket["group"], ticket["priority_rank"]) == ("Vor Ort", 2)
    assert ticket["state"] == "closed"


def test_kinds_are_told_apart_by_headers_and_numbers(tmp_path: Path) -> None:
    problem = "number,short_description,problem_state,known_error,sys_id\nPRB1,A,101,false,x\n"
    change = "Number,Short description,State,Assignment group\nCHG0001,New switch,Scheduled,Net\n"
    commits = "commit,epoch,project\nab12,1381369194,shop\ncd34,1382175728,shop\n"

    kinds = [read_file(tmp_path, text).sources[0].kind for text in (problem, change, commits)]

    assert kinds == ["problems", "changes", "changes"]


def test_numbers_of_states_are_read_as_the_product_numbers_them(tmp_path: Path) -> None:
    text = (
        "number,state,reassignment_count,made_sla,short_description,opened_at\n"
        "INC1,8,0,true,A,2024-03-01 08:00:00\nINC2,6,0,true,B,2024-03-01 08:00:00\n"
    )

    states = [ticket["state"] for ticket in rows(read_file(tmp_path, text))]

    assert states == ["cancelled", "resolved"]


def test_a_state_that_nobody_knows_is_named_and_taken_from_the_times(tmp_path: Path) -> None:
    text = (
        "Ticket;Subject;Status;Created;Closed\n"
        "1;A;Simmering;2024-03-01;\n2;B;Simmering;2024-03-01;2024-03-02\n"
    )

    reading = read_file(tmp_path, text)

    assert [ticket["state"] for ticket in rows(reading)] == ["open", "closed"]
    assert "“Simmering” is not known" in reasons(reading.sources[0], "Status")


CHANGES = """Summary,Issue key,Issue id,Issue Type,Status,Created,Custom field (Change risk)
New switch,IT-8,8,{},Planning,2024-03-01 08:00,High
Old switch,IT-9,9,{},Planning,2024-03-01 08:00,Low
"""


def test_the_type_of_the_records_gives_their_kind_away(tmp_path: Path) -> None:
    changes = read_file(tmp_path, CHANGES.format("[System] Change", "[System] Change"))
    problems = read_file(tmp_path, CHANGES.format("Problem", "Problem"))
    mixed = read_file(tmp_path, CHANGES.format("Problem", "Incident"))

    assert [one.sources[0].kind for one in (changes, problems, mixed)] == [
        "changes",
        "problems",
        "tickets",
    ]
    assert rows(changes, "changes")[0]["risk"] == "High"


def test_a_column_that_hardly_any_row_fills_gives_no_kind_away(tmp_path: Path) -> None:
    header = "number,short_description,opened_at,sys_id,workaround_applied\n"
    text = header + "".join(f"INC{n},Lift stuck,2024-03-01 08:00,x{n},\n" for n in range(9))

    assert read_file(tmp_path, text).sources[0].kind == "tickets"


def test_one_figure_means_another_state_on_changes_than_on_incidents(tmp_path: Path) -> None:
    incidents = "number,short_description,sys_id,state\nINC1,A,x,3\n"
    changes = "number,short_description,sys_id,state,risk\nCHG1,A,x,3,2\nCHG2,B,y,-2,2\n"

    states = [row["state"] for row in rows(read_file(tmp_path, changes), "changes")]

    assert states == ["closed", "open"]
    assert rows(read_file(tmp_path, incidents))[0]["state"] == "open"


def test_the_opening_of_a_known_product_is_found_in_a_language_nobody_listed(
    tmp_path: Path,
) -> None:
    text = "TicketNumber;Queue;Owner;Otsikko;Luotu\n" + "".join(
        f"{n};Desk;bo;the badge reader is dead {n};2024-03-0{n} 08:00\n" for n in range(1, 8)
    )

    source = read_file(tmp_path, text).sources[0]

    assert (source.product, source.columns["Luotu"]) == ("otrs", "opened_at")
    assert source.columns["Otsikko"] == "title"
    assert "its values are times" in reasons(source, "Luotu")


def test_an_end_of_a_change_is_never_taken_for_its_opening(tmp_path: Path) -> None:
    text = "Change ID,Title,Planned End\n" + "".join(
        f"C{n},New switch {n},2024-03-0{n} 08:00\n" for n in range(1, 8)
    )

    source = read_file(tmp_path, text).sources[0]

    assert "Planned End" in source.unused
