"""Exports of other tools read into evidence tables.

`read` takes files of any product it recognises, or whose columns a person maps, and fills evidence
tables. `preview` shows what it would do. Nothing here knows of Django or of an analysis.
"""

from groundswell.readers.exports import safe_cell
from groundswell.readers.fields import CANONICAL, Field
from groundswell.readers.matching import load_mapping
from groundswell.readers.preview import Preview, preview, previews
from groundswell.readers.reading import read
from groundswell.readers.recognising import kind_label
from groundswell.readers.rejects import rejects_of_file
from groundswell.readers.report import Reading, Rejected, Remark, SourceReport
from groundswell.readers.unpacking import PlainFile, Source, open_file

__all__ = [
    "CANONICAL",
    "Field",
    "PlainFile",
    "Preview",
    "Reading",
    "Rejected",
    "Remark",
    "Source",
    "SourceReport",
    "kind_label",
    "load_mapping",
    "open_file",
    "preview",
    "previews",
    "read",
    "rejects_of_file",
    "safe_cell",
]
