"""XES, the exchange format of event logs (IEEE 1849)."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.parsers import expat

from groundswell.kernel.errors import BadInput
from groundswell.readers.rawtables import RawTable, Row

_CHUNK = 1 << 18
_VALUES = ("string", "date", "int", "float", "boolean", "id")


def open_xes(path: Path, name: str) -> RawTable:
    """Open an event log as a table: one row per event, attributes of its trace as `case:` columns.

    Raises:
        BadInput: it is no complete XML, or it declares a document type or entities.
    """
    names: dict[str, None] = {}
    for event in _events(path, name):
        names.update(dict.fromkeys(event))
    if not names:
        raise BadInput(f"{name} is an event log without an event.")

    def rows() -> Iterable[Row]:
        for number, event in enumerate(_events(path, name), start=1):
            yield number, [event.get(key, "") for key in names]

    return RawTable("XES event log", list(names), rows, exact_width=False)


def _events(path: Path, name: str) -> Iterator[dict[str, str]]:
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    log = _Log(found.append)
    parser.StartElementHandler = log.start
    parser.EndElementHandler = log.end
    parser.StartDoctypeDeclHandler = _refuse(name)
    parser.EntityDeclHandler = _refuse(name)
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)  # noqa: FBT003 (the library takes it so)
                yield from found
                found.clear()
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise BadInput(
            f"{name} is no complete XML ({error}). It may be cut off; copy or export it again."
        ) from error


def _refuse(name: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise BadInput(
            f"{name} declares a document type or entities, which no event log needs and which can "
            "do harm. It was not read."
        )

    return refuse


class _Log:
    """Turns the elements of an event log into events."""

    def __init__(self, take: Callable[[dict[str, str]], None]) -> None:
        self._take = take
        self._path: list[str] = []
        self._case: dict[str, str] = {}
        self._event: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = tag.rpartition(":")[2].rpartition("}")[2]
        inside = self._path[-1] if self._path else ""
        self._path.append(element)
        if element == "trace":
            self._case = {}
        elif element == "event":
            self._event = {}
        elif element in _VALUES and "key" in attributes:
            if inside == "trace":
                self._case[f"case:{attributes['key']}"] = attributes.get("value", "")
            elif inside == "event":
                self._event[attributes["key"]] = attributes.get("value", "")

    def end(self, tag: str) -> None:
        del tag
        if self._path.pop() == "event":
            self._take(self._case | self._event)
