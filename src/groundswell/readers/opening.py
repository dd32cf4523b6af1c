"""The right way to open a plain file, told from its first bytes."""

import re
from itertools import takewhile

from groundswell.kernel.errors import BadInput
from groundswell.readers.delimited import open_delimited
from groundswell.readers.limits import limits
from groundswell.readers.rawtables import RawTable
from groundswell.readers.records import open_records
from groundswell.readers.sheets import open_sheet
from groundswell.readers.unpacking import PlainFile, explained
from groundswell.readers.xes import open_xes

_OLD_SHEET = b"\xd0\xcf\x11\xe0"
# The line that begins a mailbox, and a line of a mail's header.
_MAILBOX = re.compile(r"From \S+ .*\r?\n[A-Za-z-]+: ")
_MAIL_LINE = re.compile(r"([A-Za-z][A-Za-z-]*): .*|[ \t]+\S.*")
_ONLY_MAIL = frozenset(("subject", "message-id", "received", "return-path", "delivered-to"))
_RECORDS = re.compile(r"\{\s*[\"}]|\[\s*[{\]]")
_DOCUMENTS = {"%PDF-": "a PDF document", "{\\rtf": "a text document", "%!PS": "a printed document"}
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
    if re.match(r"\{\s*[\"}]", text) or (
        text.startswith("[") and text[1:].lstrip()[:1] in ("{", "]")
    ):
        return open_records(file.path, file.name)
    if what := _is_something_else(text):
        raise BadInput(
            f"{file.name} is {what}, which cannot be read from files yet. So far groundswell reads "
            "tickets, events, problems, changes and alerts as CSV, TSV, XLSX, JSON or XES."
        )
    return open_delimited(file.path, file.name)


def _is_something_else(text: str) -> str | None:
    """Return what a text is that is no table, in words."""
    if _MAILBOX.match(text) or _begins_as_mail(text.splitlines()):
        return "mail"
    return next((words for sign, words in _DOCUMENTS.items() if text.startswith(sign)), None)


def _begins_as_mail(lines: list[str]) -> bool:
    """Tell whether lines of a mail's header stand above the first blank line, and no others."""
    above = list(takewhile(str.strip, lines))
    found = [_MAIL_LINE.fullmatch(line) for line in above]
    names = {(line.group(1) or "").lower() for line in found if line}
    return len(names) > 1 and all(found) and bool(names & _ONLY_MAIL)


def _first_signs(head: bytes) -> str:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").decode("latin-1").lstrip()


def _open_marked_up(file: PlainFile, text: str) -> RawTable:
    if "<log" in text or "<!DOCTYPE log" in text or "xes" in text.lower():
        return open_xes(file.path, file.name)
    if "<html" in text.lower():
        raise BadInput(
            f"{file.name} is a web page, which groundswell does not read. Perhaps the export needs "
            "a sign-in; export it again as CSV, XLSX or JSON."
        )
    raise BadInput(
        f"{file.name} is XML of another kind than XES, which groundswell does not read. Export it "
        "again as CSV, XLSX or JSON."
    )
