"""The brief: one page that a manager reads in two minutes, made from findings alone."""

from groundswell.analysis.brief.compose import compose
from groundswell.analysis.brief.decisions import (
    Carried,
    Coming,
    Decisions,
    Delivered,
    Missed,
    PricedCase,
    PricedOption,
    TurnedDown,
)
from groundswell.analysis.brief.mail import make_mail
from groundswell.analysis.brief.model import Block, Brief, Table
from groundswell.analysis.brief.page import render_html
from groundswell.analysis.brief.paper import render_pdf
from groundswell.analysis.brief.plaintext import render_text
from groundswell.analysis.brief.reasons import check_reason, check_tone

__all__ = [
    "Block",
    "Brief",
    "Carried",
    "Coming",
    "Decisions",
    "Delivered",
    "Missed",
    "PricedCase",
    "PricedOption",
    "Table",
    "TurnedDown",
    "check_reason",
    "check_tone",
    "compose",
    "make_mail",
    "render_html",
    "render_pdf",
    "render_text",
]
