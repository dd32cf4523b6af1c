"""Lets a page of the documentation show a file of the project, so that the two cannot disagree.

A line `--8<-- path/from/the/root.py` becomes a code block with the text of that file.
"""

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r"^--8<-- (\S+)$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Called by MkDocs for every page."""
    return INCLUDE.sub(lambda found: f"```python\n{text_of(found[1])}\n```", markdown)


def text_of(name: str) -> str:
    """Return the text of a file of the project; a missing one stops the build."""
    return (ROOT / name).read_text(encoding="utf-8").rstrip()
