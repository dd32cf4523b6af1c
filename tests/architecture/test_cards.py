"""On a phone the rows of a table become cards, in which every cell says what it tells."""

import re

from source_tree import templates

TABLE = re.compile(r"table-cards.*?<tbody>(.*?)</table>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[dh]\b(.*?)</t[dh]>", re.DOTALL)


def _silent(row: str) -> list[str]:
    """Return the cells that lack a word; the first is what the row is about, acts say it."""
    cells = CELL.findall(row)
    # what stands alone beside the first is told by it
    told = cells[1:] if len(cells) > 2 else []
    return [
        cell
        for cell in told
        if "data-label=" not in cell and not re.search("<form|<textarea", cell) and cell != ">"
    ]


def test_every_cell_of_a_card_says_what_it_tells() -> None:
    silent = {
        (template.name, cell)
        for template in templates()
        for table in TABLE.findall(template.read_text(encoding="utf-8"))
        for row in ROW.findall(table)
        for cell in _silent(row)
    }

    assert not silent


def test_a_cell_without_a_word_is_found_out() -> None:
    assert _silent('<tr><th>A</th><td data-label="B">b</td><td>c</td><td></td></tr>') == [">c"]
