"""JSON and JSON lines: lists of records, nested or not."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from groundswell.kernel.errors import BadInput
from groundswell.readers.encodings import detect_encoding
from groundswell.readers.headers import name_apart, tidy
from groundswell.readers.limits import load
from groundswell.readers.rawtables import RawTable, Row
from groundswell.readers.recordlists import find_records

_CHUNK = 1 << 20
_LONGEST = 1 << 27
_BLANK = re.compile(r"[\s,]*")
_KEY = re.compile(r'\s*"(?:[^"\\]|\\.)*"\s*:\s*')
_SHOWN: tuple[str, ...] = tuple(load(__package__, "records.toml")["shown"])
_HARMFUL = re.compile("[\0\ud800-\udfff]")
_DEEPEST = 12  # values nested deeper than this are kept as text


def open_records(path: Path, name: str) -> RawTable:
    """Open a file of JSON records as a table whose columns are their keys.

    Where they stand, see `find_records`. Keys inside a record inside a record are joined with a
    full stop. Numbers are kept as they are written.

    Raises:
        BadInput: it is no JSON, or no list of records.
    """
    encoding = detect_encoding(path, name)
    names: dict[str, None] = {}
    remarks = [encoding.remark] if encoding.remark else []

    def records() -> Iterator[Mapping[str, str]]:
        with path.open(encoding=encoding.name, errors=encoding.errors) as stream:
            for record in _records(iter(lambda: stream.read(_CHUNK), ""), name):
                yield dict(_flat(record, "", 0))

    for record in records():
        names.update(dict.fromkeys(record))
    if not names:
        raise BadInput(f"{name} holds no records. Export it again; it should be a list of them.")

    def rows() -> Iterable[Row]:
        for number, record in enumerate(records(), start=1):
            yield number, [record.get(key, "") for key in names]

    header = name_apart([tidy(key) for key in names])
    return RawTable("JSON records", header, rows, exact_width=False, remarks=remarks)


def _records(chunks: Iterator[str], name: str) -> Iterator[Mapping[str, Any]]:
    """Yield the records one by one, holding only what is not read yet."""
    decoder = json.JSONDecoder(parse_int=str, parse_float=_as_written, parse_constant=str)
    held = next(chunks, "").lstrip("\ufeff \t\r\n")
    found = find_records(held)
    place = found.place
    while True:
        place = _skip(held, place, keyed=found.keyed)
        if held[place : place + 1] in ("]", "}"):
            return
        try:
            record, place = decoder.raw_decode(held, place)
        except json.JSONDecodeError as error:
            more = next(chunks, "")
            held, place = held[place:] + more, 0
            if not more:
                if held.strip(" \t\r\n,"):
                    raise BadInput(_broken(name, error)) from error
                return
            if len(held) > _LONGEST:
                raise BadInput(f"{name} holds a record beyond all measure.") from error
            continue
        except RecursionError as error:
            raise BadInput(f"{name} is nested too deeply to be a list of records.") from error
        if not isinstance(record, dict):
            raise BadInput(f"{name} is JSON, but not a list of records with named values.")
        yield record


def _skip(held: str, place: int, *, keyed: bool) -> int:
    """Return where the next record begins: behind blanks, commas and a key of its own."""
    blank = _BLANK.match(held, place)
    place = blank.end() if blank else place
    key = _KEY.match(held, place) if keyed else None
    return key.end() if key else place


def _as_written(figure: str) -> str:
    return repr(float(figure)) if "e" in figure.lower() else figure


def _broken(name: str, error: json.JSONDecodeError) -> str:
    return f"{name} is no complete JSON ({error.msg}). It may be cut off; copy or export it again."


def _flat(value: Any, prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield name and text of each value in a record; an object also under its readable value."""
    if depth > _DEEPEST:
        yield prefix, _text(value)
    elif isinstance(value, dict):
        shown = next((value[key] for key in _SHOWN if key in value), None)
        if prefix and isinstance(shown, str):
            yield prefix, _text(shown)
            if value.keys() <= {"display_value", "value", "link"}:
                return
        for key, inner in value.items():
            name = _text(key)
            yield from _flat(inner, f"{prefix}.{name}" if prefix else name, depth + 1)
    elif isinstance(value, list):
        yield from _listed(value, prefix, depth)
    else:
        yield prefix, _text(value)


def _listed(values: list[Any], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield a list as one text; people and groups of a list that tells roles, by their role."""
    texts: dict[str, list[str]] = {prefix: []}
    for one in values:
        name = prefix
        if isinstance(one, dict) and isinstance(one.get("role"), str):
            name = ".".join((prefix, one["role"], str(one.get("type", ""))))
        nested = isinstance(one, dict | list)
        text = dict(_flat(one, name, depth + 1)).get(name, "") if nested else _text(one)
        texts.setdefault(name, []).append(text)
    for name, found in texts.items():
        yield name, ", ".join(filter(None, found))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _HARMFUL.sub("", str(value))
