"""The same records come out of every format, encoding, separator and packing."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.kernel.errors import BadInput
from groundswell.readers import load_mapping, preview
from tests.readers.files import put, read_file, read_paths, reasons, rows

HEADER = ("Number", "Short description", "Description", "Opened")
CELLS = ("0007", "Türe klemmt, Büro", 'sie sagt: "geht nicht"', "2024-03-01 08:00:00")


def delimited(separator: str, end: str = "\n") -> str:
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in CELLS)
    return f"{separator.join(HEADER)}{end}{separator.join(quoted)}{end}"


def check(folder: Path, content: str | bytes, name: str = "export.csv") -> None:
    reading = read_file(folder, content, name)

    (ticket,) = rows(reading)
    assert (ticket["ticket_id"], ticket["title"], ticket["description"]) == CELLS[:3]
    assert ticket["opened_at"].isoformat() == "2024-03-01T08:00:00+00:00"
    assert reading.sources[0].rows == reading.sources[0].records == 1


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^", "~", ":"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end(tmp_path: Path, separator: str, end: str) -> None:
    check(tmp_path, delimited(separator, end))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
def test_any_encoding(tmp_path: Path, encoding: str) -> None:
    check(tmp_path, delimited(";").encode(encoding))


def test_chinese_text_in_its_own_encoding_is_recognised(tmp_path: Path) -> None:
    text = "Number,Title\n" + "".join(f"{n},打印机没有反应请尽快处理\n" for n in range(9))

    reading = read_file(tmp_path, text.encode("gb18030"))

    assert rows(reading)[0]["title"] == "打印机没有反应请尽快处理"


def test_a_few_bytes_that_are_no_utf8_do_not_spoil_the_rest(tmp_path: Path) -> None:
    text = "Number,Title\n" + "".join(f"{n},Türe klemmt\n" for n in range(9))

    reading = read_file(tmp_path, text.encode() + "9,Büro zu\n".encode("cp1252"))

    assert [row["title"] for row in rows(reading)][-2:] == ["Türe klemmt", "Büro zu"]
    assert "are no UTF-8" in reasons(reading.sources[0], "")


def test_the_line_that_names_the_separator_for_spreadsheets_is_no_header(tmp_path: Path) -> None:
    check(tmp_path, "sep=;\r\n" + delimited(";", "\r\n"))


def test_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    check(tmp_path, "Tickets of March\n\nprinted on 2024-04-01\n" + delimited(";"))


def test_quotation_marks_protected_by_a_backslash(tmp_path: Path) -> None:
    text = delimited(",").replace('""', '\\"') + '0008,"a","say \\"no\\", please",2024-03-01\n'

    descriptions = [row["description"] for row in rows(read_file(tmp_path, text))]

    assert descriptions == [CELLS[2], 'say "no", please']


@pytest.mark.parametrize("wrap", ["{}", '{{"result": {}}}', '{{"total": 1, "issues": {}}}'])
def test_json_lists_under_any_roof(tmp_path: Path, wrap: str) -> None:
    record = dict(zip(HEADER, CELLS, strict=True))

    check(tmp_path, wrap.format(json.dumps([record])), "export.json")


def test_json_lines_with_nested_values_and_late_keys(tmp_path: Path) -> None:
    lines = [
        {"number": "1", "short_description": "A", "assignment_group": {"display_value": "Net"}},
        {"number": "2", "short_description": "B", "opened_at": "2024-03-01T08:00:00Z", "tags": [1]},
    ]

    reading = read_file(tmp_path, "\n".join(map(json.dumps, lines)), "export.jsonl")

    one, two = rows(reading)
    assert one["group"] == "Net"
    assert two["opened_at"].year == 2024


def test_a_json_array_longer_than_any_buffer(tmp_path: Path) -> None:
    records = [{"number": str(n), "title": "x" * 500} for n in range(5_000)]

    assert read_file(tmp_path, json.dumps(records, indent=1)).sources[0].records == 5_000


def test_an_event_log_in_xes(tmp_path: Path) -> None:
    event = (
        '<event><string key="concept:name" value="{}"/>'
        '<string key="lifecycle:transition" value="complete"/>'
        '<date key="time:timestamp" value="{}"/><string key="org:group" value="Desk"/></event>'
    )
    text = (
        '<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">'
        '<trace><string key="concept:name" value="007"/>'
        + event.format("Open", "2024-03-01T08:00:00+01:00")
        + event.format("Closed", "2024-03-02T08:00:00+01:00")
        + "</trace></log>"
    )

    reading = read_file(tmp_path, text, "log.xes")

    (ticket,) = rows(reading)
    assert (reading.sources[0].kind, reading.sources[0].events) == ("events", 2)
    assert (ticket["ticket_id"], ticket["state"], ticket["group"]) == ("007", "closed", "Desk")


def test_packed_files_and_folders(tmp_path: Path) -> None:
    check(tmp_path, gzip.compress(delimited(";").encode()), "export.csv.gz")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", delimited(";"))
        archive.writestr("b.csv", delimited(",").replace("0007", "0008"))

    reading = read_file(tmp_path, packed.getvalue(), "exports.zip")

    assert [Path(source.file).name for source in reading.sources] == ["a.csv", "b.csv"]
    assert [row["ticket_id"] for row in rows(reading)] == ["0007", "0008"]


def test_of_several_sheets_the_one_with_records_is_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Cover").write(0, 0, "Tickets of March")
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, CELLS)
        sheet.write_row(2, 0, [1234, "B", "=1+1", "2024-03-02 08:00:00"])

    reading = read_paths(tmp_path, path)

    assert [row["ticket_id"] for row in rows(reading)] == ["0007", "1234"]
    assert "not read: Cover" in reasons(reading.sources[0], "")


def test_a_mapping_by_hand_goes_before_everything(tmp_path: Path) -> None:
    text = "A;B;C\n1;2024-03-04;lift stuck\n2;2024-03-13;door open\n"
    toml = put(tmp_path, 'id = "A"\ntitle = "C"\nopened_at = "B"\n', "map.toml")

    reading = read_file(tmp_path, text, mapping=load_mapping(toml), kind="tickets")

    assert reading.sources[0].columns == {"A": "id", "B": "opened_at", "C": "title"}
    with pytest.raises(BadInput, match="names the column D, which the file does not have"):
        read_file(tmp_path, text, mapping={"id": "D"})
    with pytest.raises(BadInput, match="names the field colour"):
        read_file(tmp_path, text, mapping={"colour": "A"})


def test_a_mapping_that_is_none_is_refused(tmp_path: Path) -> None:
    for text in ("title = [", "title = 7"):
        with pytest.raises(BadInput, match="mapping"):
            load_mapping(put(tmp_path, text, "map.toml"))


def test_a_preview_shows_what_a_reading_would_do(tmp_path: Path) -> None:
    lines = "".join(f"{n};T{n};{1 + n % 28}/3/2024 08:00;x\n" for n in range(30))
    path = put(tmp_path, "Number;Title;Opened;Colour\n" + lines + "31;late;soon;x\n")

    shown = preview(path)

    assert (shown.kind, shown.product, shown.rows_looked_at) == ("tickets", "unknown", 31)
    assert shown.header == ("Number", "Title", "Opened", "Colour")
    assert shown.mapping == {"Number": "id", "Title": "title", "Opened": "opened_at"}
    assert shown.unmapped == ("Colour",)
    assert len(shown.rows) == 10
    assert shown.rows[0] == {"id": "0", "title": "T0", "opened_at": "2024-03-01T08:00:00+00:00"}
    assert "day first" in shown.times["Opened"]
    assert [one.row for one in shown.rejected] == [32]
    assert preview(path, mapping={"description": "Title"}).mapping["Title"] == "description"


CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\r\t"'), max_size=12
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=15))
def test_rows_in_are_records_and_rejected_whatever_the_cells(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, str]]
) -> None:
    quoted = "".join(
        ";".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in cells
    )
    text = "Number;Title;Opened\n1000001;a;2024-03-01\n" + quoted

    reading = read_file(tmp_path_factory.mktemp("any"), text)

    source = reading.sources[0]
    counted = source.records if source.events is None else source.events
    assert source.rows == counted + source.rejected_total
    assert reading.evidence.table("tickets").count().execute() == source.records
    assert source.as_json()["rejected"] == [
        {"row": one.row, "reason": one.reason} for one in source.rejected
    ]


SENTENCES = (
    "Drucker druckt nicht, Größe falsch",
    "Tür über dem Büro klemmt",
    "Passwort zurücksetzen für Jürgen",
    "Störung in Köln, schon länger",
    "Problème d'accès à l'imprimante",
)


@pytest.mark.parametrize("page", ["cp850", "mac_roman", "cp1252"])
def test_an_older_code_page_is_told_by_its_words(tmp_path: Path, page: str) -> None:
    text = "Number;Title\n" + "".join(f"{n};{words}\n" for n, words in enumerate(SENTENCES))

    reading = read_file(tmp_path, text.encode(page))

    assert tuple(row["title"] for row in rows(reading)) == SENTENCES
    assert (f"Read as {page}" in reasons(reading.sources[0], "")) == (page != "cp1252")


@pytest.mark.parametrize(
    ("page", "words"),
    [("cp1250", "Zgłoszenie pilne, proszę o pomoc"), ("cp1251", "Принтер не работает")],
)
def test_a_code_page_of_another_region_is_told_by_its_words(
    tmp_path: Path, page: str, words: str
) -> None:
    text = "Number;Title\n" + "".join(f"{n};{words}\n" for n in range(3))

    assert rows(read_file(tmp_path, text.encode(page)))[0]["title"] == words


def test_signs_of_western_windows_are_no_letters_of_another_page(tmp_path: Path) -> None:
    text = "Number;Title\n1;it’s “dead” – 5 €\n"

    assert rows(read_file(tmp_path, text.encode("cp1252")))[0]["title"] == "it’s “dead” – 5 €"


@pytest.mark.parametrize("sign", ["\x01", "\x1f"])
def test_a_control_sign_of_a_data_warehouse_separates(tmp_path: Path, sign: str) -> None:
    check(tmp_path, delimited(sign))


def test_a_row_of_the_table_is_no_header_whatever_words_it_holds(tmp_path: Path) -> None:
    rows_of_words = "Incident,Status,Priority,2024-03-01\nState,Group,Category,2024-03-02\n"

    source = read_file(tmp_path, f"Nimi,Sana,Title,Aika\n{rows_of_words}").sources[0]

    assert (source.rows, source.columns["Title"]) == (2, "title")


def test_a_packed_file_that_is_no_table_is_named_beside_the_one_that_is(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "read me first\n")
        archive.writestr("tickets.csv", delimited(";"))

    reading = read_file(tmp_path, packed.getvalue(), "exports.zip")

    (source,) = reading.sources
    assert (Path(source.file).name, source.records) == ("tickets.csv", 1)
    assert "not read" in reasons(source, "")
    assert "readme.txt" in reasons(source, "")


def test_a_mapping_can_leave_a_field_empty(tmp_path: Path) -> None:
    path = put(tmp_path, "Number,Title,Opened\n1,No mail,2026-03-02\n")

    shown = preview(path, mapping={"title": ""})

    assert shown.unmapped == ("Title",)
