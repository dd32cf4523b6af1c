"""What stands in a brief, and on how many pages."""

import re
import zlib

from groundswell.analysis.brief import Brief

LENSES = ("boss", "forward", "manager", "finance", "peers", "champion")


def text_of(brief: Brief, name: str) -> str:
    (block,) = (block for block in brief.blocks if block.name == name)
    return " ".join((*block.text, *(f"{term}: {said}" for term, said in block.points)))


def pages(pdf: bytes) -> int:
    """Count page objects, also inside compressed object streams."""
    streams = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            streams.append(zlib.decompress(match.group(1)))
        except zlib.error:
            continue
    return sum(len(re.findall(rb"/Type\s*/Page\b(?!s)", stream)) for stream in streams)
