"""The brief: one page that a manager reads in two minutes, made from findings alone."""

from groundswell.analysis.brief.compose import compose
from groundswell.analysis.brief.decisions import (
    Decisions,
    Missed,
    PricedCase,
    PricedOption,
    TurnedDown,
)
from groundswell.analysis.brief.model import Block, Brief, Table
from groundswell.analysis.brief.page import render_html
from groundswell.analysis.brief.paper import render_pdf
from groundswell.analysis.brief.plaintext import render_text

__all__ = [
    "Block",
    "Brief",
    "Decisions",
    "Missed",
    "PricedCase",
    "PricedOption",
    "Table",
    "TurnedDown",
    "compose",
    "render_html",
    "render_pdf",
    "render_text",
]
