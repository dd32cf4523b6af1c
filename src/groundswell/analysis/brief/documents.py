"""The brief as plain values, to be kept and read again word for word."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from groundswell.analysis.brief.model import Block, Brief, Table
from groundswell.analysis.charts.figure import Figure


def write_document(brief: Brief) -> dict[str, Any]:
    """Return the brief as JSON knows values; `read_brief` gives the same brief back."""
    return {**asdict(brief), "keys": dict(brief.keys), "written_on": brief.written_on.isoformat()}


def read_brief(document: Mapping[str, Any]) -> Brief:
    """Return the brief that `write_document` wrote."""
    return Brief(
        title=document["title"],
        lens=document["lens"],
        written_on=date.fromisoformat(document["written_on"]),
        blocks=tuple(_block(block) for block in document["blocks"]),
        unknown=_block(document["unknown"]),
        foot=tuple(document["foot"]),
        content_hash=document["content_hash"],
        keys=dict(document["keys"]),
    )


def _block(found: Mapping[str, Any]) -> Block:
    table, figure = found["table"], found["figure"]
    return Block(
        name=found["name"],
        heading=found["heading"],
        text=tuple(found["text"]),
        source=found["source"],
        known=found["known"],
        points=tuple((term, said) for term, said in found["points"]),
        table=_table(table) if table else None,
        figure=_figure(figure) if figure else None,
        opens=tuple(found["opens"]),
        points_open=found["points_open"],
    )


def _table(found: Mapping[str, Any]) -> Table:
    return Table(tuple(found["header"]), _rows(found["rows"]), tuple(found["keys"]))


def _figure(found: Mapping[str, Any]) -> Figure:
    return Figure(**{**found, "header": tuple(found["header"]), "rows": _rows(found["rows"])})


def _rows(rows: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)
