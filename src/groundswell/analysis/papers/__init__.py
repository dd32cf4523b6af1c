"""Papers of several pages that leave the house: as HTML, as a tagged PDF, as tables, as a pack."""

from groundswell.analysis.papers.html import render_html
from groundswell.analysis.papers.model import Paper, Sheet
from groundswell.analysis.papers.pack import make_pack, write_csv
from groundswell.analysis.papers.pdf import render_pdf

__all__ = ["Paper", "Sheet", "make_pack", "render_html", "render_pdf", "write_csv"]
