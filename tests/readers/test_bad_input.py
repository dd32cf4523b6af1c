"""Whatever is handed in ends in one sentence, and nothing half-written is left behind."""

import csv
import gzip
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from groundswell.kernel.errors import BadInput
from groundswell.readers import read
from tests.readers.files import put, read_file, read_paths, reasons, rows

HEADER = "Number;Short description;Description;Opened;Resolved;State\n"
GOOD = "0007;Lift stuck;Between floors;2024-03-01 08:00;2024-03-01 09:00;Resolved\n"


def sheet(folder: Path, cells: dict[tuple[int, int], str]) -> Path:
    path = folder / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for (row, column), cell in cells.items():
            page.write_string(row, column, cell)
    return path


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        (HEADER, "holds a header and no rows"),
        ("Numbr#Hedline#Flag\n1#Lift stuck#x\n", "say too little"),
        ("just a line of words\nand another one\n", "say too little"),
        (bytes(range(1, 256)) * 40, "is not a text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(2000), "is not a text"),
        (gzip.compress((HEADER + GOOD * 900).encode())[:-40], "damaged"),
        (b"PK\x03\x04 this is where the sheet should go on", "damaged"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page"),
        ("<tickets><ticket/></tickets>", "XML of another kind"),
        ('[{"number": "1", "title": "Lift', "no complete JSON"),
        ("[1, 2, 3]", "no rows"),
        ('[{"a": ' + "[" * 100_000, "nested too deeply"),
        ("<?xml version='1.0'?><!DOCTYPE log [<!ENTITY a 'b'>]><log/>", "document type"),
        ("<?xml version='1.0'?><log><trace><event>", "no complete XML"),
        ("From ada@example.org Mon\nSubject: lift\n\nstuck\n", "is mail"),
        ("From: ada@example.org\nSubject: lift\nTo: desk@example.org\n\nstuck\n", "is mail"),
        ("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "is a PDF document"),
        (b"PK\x05\x06" + bytes(18), "without a file in it"),
        ("login,firstname,lastname,email\nada,Ada,Kern,a@example.org\n", "list of people"),
        ("source,target,relation\na,a,runs on\n", "would depend on itself"),
    ],
)
def test_an_unusable_file_ends_in_a_sentence(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    path = put(tmp_path, content, "export.dat")

    with pytest.raises(BadInput, match=sentence) as refused:
        read([path], into=tmp_path / "evidence")

    assert str(refused.value).rstrip().endswith(".")
    assert "\n" not in str(refused.value)
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_truncated_sheet_ends_in_a_sentence(tmp_path: Path) -> None:
    whole = sheet(tmp_path, {(0, 0): "Number", (0, 1): "Title", (1, 0): "1", (1, 1): "x"})
    cut = put(tmp_path, whole.read_bytes()[:-200], "cut.xlsx")

    with pytest.raises(BadInput, match="cut off"):
        read_paths(tmp_path, cut)


def test_a_sheet_with_a_million_empty_rows_is_read_to_its_last_record(tmp_path: Path) -> None:
    cells = {(0, 0): "Number", (0, 1): "Title", (1, 0): "0007", (1, 1): "Lift stuck"}
    path = sheet(tmp_path, cells | {(1_048_000, 0): " "})

    reading = read_paths(tmp_path, path)

    assert reading.sources[0].rows == 2
    assert [row["ticket_id"] for row in rows(reading)] == ["0007"]
    assert "is empty" in reading.sources[0].rejected[0].reason


def test_a_sheet_whose_cells_lie_too_far_apart_is_refused(tmp_path: Path) -> None:
    path = sheet(tmp_path, {(0, 0): "Number", (1_048_575, 16_383): "far away"})

    with pytest.raises(BadInput, match="millions of cells apart"):
        read_paths(tmp_path, path)


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.csv.gz"
    with gzip.open(bomb, "wb", compresslevel=9) as packed:
        for _ in range(300):
            packed.write(bytes(1 << 20))

    with pytest.raises(BadInput, match="trap or a damaged file"):
        read_paths(tmp_path, bomb)


def test_a_zip_bomb_and_a_zip_in_a_zip_are_refused(tmp_path: Path) -> None:
    bomb, nested = tmp_path / "bomb.zip", tmp_path / "nested.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("export.csv", bytes(300 << 20))
    with zipfile.ZipFile(nested, "w") as packed:
        packed.writestr("inner.zip", b"PK")

    with pytest.raises(BadInput, match="trap or a damaged file"):
        read_paths(tmp_path, bomb)
    with pytest.raises(BadInput, match="packed twice"):
        read_paths(tmp_path, nested)


def test_a_cell_of_ten_megabytes_is_cut_and_counted(tmp_path: Path) -> None:
    huge = f"0007;Lift stuck;{'x' * 10_000_000};2024-03-01 08:00;;New\n"

    reading = read_file(tmp_path, HEADER + huge + GOOD.replace("0007", "0008"))

    longest = max(len(row["description"]) for row in rows(reading))
    assert (reading.sources[0].records, longest) == (2, 100_000)
    assert "longer than 100,000 characters" in reasons(reading.sources[0], "Description")


def test_a_quotation_mark_that_is_never_closed_is_found(tmp_path: Path) -> None:
    text = HEADER + '0007;"Lift stuck;x;2024-03-01 08:00;;New\n' + GOOD * 30_000

    with pytest.raises(BadInput, match="within a quoted cell of row 2"):
        read_file(tmp_path, text)


def test_repeated_column_names_are_kept_apart(tmp_path: Path) -> None:
    text = "Number,Title,Comment,Comment,Comment\n7,Lift stuck,one,two,three\n"

    source = read_file(tmp_path, text).sources[0]

    assert source.columns == {"Number": "id", "Title": "title"}
    assert source.unused == ("Comment", "Comment (2)", "Comment (3)")


def test_a_number_that_appears_twice_is_kept_once_and_the_other_row_named(tmp_path: Path) -> None:
    text = HEADER + GOOD + GOOD.replace("Lift stuck", "Lift again") + GOOD.replace("0007", "7")

    reading = read_file(tmp_path, text)

    source = reading.sources[0]
    assert (source.rows, source.records, source.rejected_total) == (3, 2, 1)
    assert (source.rejected[0].row, source.rejected[0].reason) == (
        3,
        "number 0007 appears twice; row 2 is kept",
    )
    assert {row["ticket_id"] for row in rows(reading)} == {"0007", "7"}


def test_of_two_rows_with_one_number_the_later_update_is_kept(tmp_path: Path) -> None:
    text = (
        "Number;Title;Opened;Updated\n1;old;2024-03-01;2024-03-02\n1;new;2024-03-01;2024-03-05\n"
        + "".join(f"{n};x;2024-03-01;2024-03-02\n" for n in range(2, 12))
    )

    reading = read_file(tmp_path, text)

    assert reading.sources[0].rejected[0].row == 2
    assert next(row["title"] for row in rows(reading) if row["ticket_id"] == "1") == "new"


def test_leading_zeros_of_numbers_are_kept(tmp_path: Path) -> None:
    (ticket,) = rows(read_file(tmp_path, HEADER + GOOD))

    assert ticket["ticket_id"] == "0007"


@pytest.mark.parametrize("year", ["0001", "1899", "9999"])
def test_an_impossible_year_rejects_the_row_when_it_is_the_opening(
    tmp_path: Path, year: str
) -> None:
    bad = f"0009;Ghost;x;{year}-01-01 00:00;;New\n"

    source = read_file(tmp_path, HEADER + GOOD + bad).sources[0]

    assert (source.rows, source.records) == (2, 1)
    assert source.rejected[0].row == 3
    assert f"Opened is {year}-01-01 00:00" in source.rejected[0].reason
    assert "1990 to 2100" in source.rejected[0].reason


def test_an_impossible_year_elsewhere_empties_the_cell_and_is_counted(tmp_path: Path) -> None:
    bad = "0009;Ghost;x;2024-03-01 08:00;9999-12-31 00:00;New\n"

    reading = read_file(tmp_path, HEADER + GOOD + bad)

    ghost = next(row for row in rows(reading) if row["ticket_id"] == "0009")
    assert "resolved_at" not in ghost
    assert "1 row: the cell lies outside" in reasons(reading.sources[0], "Resolved")


def test_a_ticket_resolved_before_it_was_opened_keeps_its_row_without_the_end(
    tmp_path: Path,
) -> None:
    text = HEADER + "0009;Ghost;x;2024-03-02 08:00;2024-03-01 08:00;Resolved\n"

    reading = read_file(tmp_path, text)

    assert "resolved_at" not in rows(reading)[0]
    assert "before the opening" in reasons(reading.sources[0], "Resolved")


def test_zero_bytes_are_left_out_and_counted(tmp_path: Path) -> None:
    reading = read_file(tmp_path, (HEADER + GOOD).replace("stuck", "st\0uck"))

    assert rows(reading)[0]["title"] == "Lift stuck"
    assert "1 zero byte" in reasons(reading.sources[0], "")


def test_lone_surrogates_are_left_out(tmp_path: Path) -> None:
    text = r'[{"number": "7", "title": "Lift \ud800 stuck", "opened_at": "2024-03-01"}]'
    raw = (HEADER + GOOD).encode().replace(b"stuck", b"st\xed\xa0\x80uck")

    from_json = read_file(tmp_path, text, "export.json")
    from_csv = read_file(tmp_path, raw + "8;Büro;Tür über;2024-03-01;;New\n".encode())

    assert rows(from_json)[0]["title"] == "Lift stuck"
    assert rows(from_csv)[0]["title"] == "Lift stuck"


def test_text_from_right_to_left_comes_through_unharmed(tmp_path: Path) -> None:
    text = "המעלית תקועה"

    (ticket,) = rows(read_file(tmp_path, HEADER + GOOD.replace("Lift stuck", text)))

    assert ticket["title"] == text


def test_formulas_stay_text_and_are_disarmed_in_the_rejects(tmp_path: Path) -> None:
    formula = '=HYPERLINK("x")'.replace('"', "'")
    text = HEADER + f"0007;{formula};@x;2024-03-01;;New\n0009;{formula};-1+1;soon;;New\n"
    text += "".join(f"1{n};x;y;2024-03-01;;New\n" for n in range(9))

    reading = read_file(tmp_path, text, rejects=tmp_path / "rejects.csv")

    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        header, rejected = csv.reader(file)
    assert rows(reading)[0]["title"] == formula
    assert header[:3] == ["row", "reason", "Number"]
    assert rejected[:3] == ["3", "Opened is soon, which is not a time", "0009"]
    assert rejected[3:5] == [f"'{formula}", "'-1+1"]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, HEADER + GOOD)

    def grow(*_: object) -> None:
        with path.open("a") as file:
            file.write(GOOD.replace("0007", "0008"))

    with pytest.raises(BadInput, match="changed while it was read"):
        read_paths(tmp_path, path, progress=grow)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, HEADER + GOOD)
    path.chmod(0)

    with pytest.raises(BadInput, match="must not be read by this account"):
        read_paths(tmp_path, path)


def test_a_missing_file_a_folder_and_no_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        read_paths(tmp_path, tmp_path / "nowhere.csv")
    with pytest.raises(BadInput, match="is a folder"):
        read_paths(tmp_path, tmp_path)
    with pytest.raises(BadInput, match="Name at least one export"):
        read_paths(tmp_path)


def test_a_full_disk_ends_in_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, HEADER + "".join(f"{n}{GOOD}" for n in range(20_000)))
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from groundswell.readers import read; from groundswell.kernel.errors import BadInput\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        "try: read([Path(sys.argv[1])], into=Path(sys.argv[2]))\n"
        "except BadInput as refused: print(refused)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, path, tmp_path / "evidence"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "could not be written" in done.stdout
    assert "Nothing was kept" in done.stdout
    assert sorted(tmp_path.iterdir()) == [path]


def test_rejects_that_cannot_be_written_leave_no_evidence(tmp_path: Path) -> None:
    text = HEADER + GOOD + ";no number;;2024-03-01;;New\n"

    with pytest.raises(BadInput, match="rejected rows cannot be written"):
        read_file(tmp_path, text, rejects=tmp_path / "no" / "such" / "folder" / "r.csv")

    assert not list(tmp_path.glob("*/evidence"))


def test_evidence_is_not_written_over(tmp_path: Path) -> None:
    path = put(tmp_path, HEADER + GOOD)
    used = tmp_path / "used"
    used.mkdir()
    put(used, "precious", "notes.txt")

    with pytest.raises(BadInput, match="is not an empty folder"):
        read([path], into=used)

    assert (used / "notes.txt").read_text() == "precious"


def test_a_file_of_rejects_only_says_the_first_reason(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="None of the 1 rows could be read. Row 2: Number is empty"):
        read_file(tmp_path, HEADER + ";no number;;2024-03-01;;New\n")


def test_rows_of_the_wrong_width_are_rejected_with_their_cells(tmp_path: Path) -> None:
    text = HEADER + GOOD + "0008;cut off\n" + "0009;a;b;2024-03-01;;New;split;off\n"

    source = read_file(tmp_path, text).sources[0]

    assert source.rows == source.records + source.rejected_total == 3
    assert [one.row for one in source.rejected] == [3, 4]
    assert "2 cells where the header names 6" in source.rejected[0].reason


def test_a_stream_is_read_like_a_file(tmp_path: Path) -> None:
    stream = io.BytesIO((HEADER + GOOD).encode())

    reading = read([stream], into=tmp_path / "evidence")

    assert (reading.sources[0].file, reading.sources[0].records) == ("-", 1)


def test_standard_input_is_read_under_its_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(gzip.compress((HEADER + GOOD).encode())))
    monkeypatch.setattr(sys, "stdin", stream)

    source = read_paths(tmp_path, Path("-")).sources[0]

    assert (source.file, source.records) == ("-", 1)


def test_a_file_that_ends_within_a_quoted_cell_is_refused_with_its_row(tmp_path: Path) -> None:
    text = (
        HEADER + GOOD + '0008;"Lift stuck;x;2024-03-01 08:00;;New\n' + GOOD.replace("0007", "0009")
    )

    with pytest.raises(BadInput, match="ends within a quoted cell of row 3"):
        read_file(tmp_path, text)


def test_a_cell_of_many_lines_is_no_missing_quotation_mark(tmp_path: Path) -> None:
    lines = "a line of a log\n" * 30_000

    reading = read_file(tmp_path, HEADER + f'0008;Lift stuck;"{lines}";2024-03-01 08:00;;New\n')

    assert reading.sources[0].records == 1


def test_columns_that_no_single_sign_separates_are_named(tmp_path: Path) -> None:
    text = (HEADER + GOOD).replace(";", "   ")

    with pytest.raises(BadInput, match="not separated by one sign"):
        read_file(tmp_path, text)


def test_halves_of_characters_are_counted(tmp_path: Path) -> None:
    raw = (HEADER + GOOD).encode().replace(b"stuck", b"st\xed\xa0\x80uck")

    assert "1 halves of characters" in reasons(read_file(tmp_path, raw).sources[0], "")


def test_a_pipe_is_read_once_and_whole(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; open(sys.argv[1], 'w').write(sys.argv[2])",
            pipe,
            HEADER + GOOD,
        ]
    ):
        reading = read_paths(tmp_path, pipe)

    assert (reading.sources[0].file, reading.sources[0].records) == (str(pipe), 1)
