"""The right way to open a plain file, told from its first bytes."""

from groundswell.kernel.errors import BadInput
from groundswell.readers.delimited import open_delimited
from groundswell.readers.limits import limits
from groundswell.readers.rawtables import RawTable
from groundswell.readers.records import open_records
from groundswell.readers.sheets import open_sheet
from groundswell.readers.unpacking import PlainFile, explained
from groundswell.readers.xes import open_xes

_OLD_SHEET = b"\xd0\xcf\x11\xe0"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def open_table(file: PlainFile) -> RawTable:
    """Open a plain file as a table of strings.

    Raises:
        BadInput: it is empty, damaged, of a format that is not read, or has no rows.
    """
    with explained(file.name):
        table = _open(file)
    if len(table.header) > limits("cells")["columns"]:
        raise BadInput(f"{file.name} has {len(table.header)} columns; that is no table of records.")
    return table


def _open(file: PlainFile) -> RawTable:
    with file.path.open("rb") as stream:
        head = stream.read(4096)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise BadInput(f"{file.name} is empty. Export it again; it should hold a header and rows.")
    if head.startswith((b"PK", _OLD_SHEET)):
        return open_sheet(file.path, file.name)
    text = _first_signs(head)
    if text.startswith("<"):
        return _open_marked_up(file, text)
    if text.startswith("{") or (text.startswith("[") and text[1:].lstrip()[:1] in ("{", "]")):
        return open_records(file.path, file.name)
    if text.startswith("From ") or text.lower().startswith(
        ("return-path:", "received:", "delivered-to:")
    ):
        raise BadInput(
            f"{file.name} is mail, which groundswell does not read from files yet. It reads "
            "tickets, events, problems and changes as CSV, TSV, XLSX, JSON or XES."
        )
    return open_delimited(file.path, file.name)


def _first_signs(head: bytes) -> str:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").decode("latin-1").lstrip()


def _open_marked_up(file: PlainFile, text: str) -> RawTable:
    if "<log" in text or "<!DOCTYPE log" in text or "xes" in text.lower():
        return open_xes(file.path, file.name)
    what = "a web page" if "<html" in text.lower() else "XML of another kind than XES"
    raise BadInput(
        f"{file.name} is {what}, which groundswell does not read. Perhaps the export needs a "
        "sign-in; export it again as CSV, XLSX or JSON."
    )
