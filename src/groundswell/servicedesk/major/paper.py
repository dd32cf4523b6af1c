"""The report of a major incident on paper: A4, tagged, set from a document in JSON."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from groundswell.analysis.brief.paper import FONTS
from groundswell.servicedesk.major.queries import Report

_TEMPLATE = Path(__file__).with_name("report.typ")


def render_report(report: Report) -> bytes:
    """Return the report as PDF; fonts of the system show what ours were not made for."""
    return typst.compile(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=[str(FONTS)] if FONTS.is_dir() else [],
        format="pdf",
        sys_inputs={"report": json.dumps(asdict(report), ensure_ascii=False)},
    )
