"""Maturity from records: indicators as data, levels with their confidence, what moves one up.

    as_of = find_moment(evidence)
    evidence = find_troubles(evidence, as_of=as_of)
    assessment = assess(evidence, as_of=as_of)
    write_snapshot(as_document(assessment, version=__version__))

`judge` gives every record that an indicator judged, for a page that lists them.
"""

from groundswell.analysis.maturity.assessment import Assessment, assess
from groundswell.analysis.maturity.beside import CAUTION, Beside, Pair, lay_beside
from groundswell.analysis.maturity.book import (
    Book,
    Indicator,
    edit_book,
    load_book,
    read_edits,
)
from groundswell.analysis.maturity.documents import as_document, as_findings, write_snapshot
from groundswell.analysis.maturity.exports import assess_export, find_maturity, kept_by
from groundswell.analysis.maturity.expressions import Judged, judge
from groundswell.analysis.maturity.found import find_troubles, with_surges, with_troubles
from groundswell.analysis.maturity.levels import PracticeLevel
from groundswell.analysis.maturity.moment import find_moment
from groundswell.analysis.maturity.nameless import (
    LARGEST,
    Profile,
    read_profile,
    take_profile,
    write_profile,
)
from groundswell.analysis.maturity.perceived import (
    QUESTIONS,
    Perceived,
    gap,
    level_seen,
    load_questions,
    perceive,
)
from groundswell.analysis.maturity.practices import FRAMEWORKS, Practice, load_practices
from groundswell.analysis.maturity.readings import Reading

__all__ = [
    "CAUTION",
    "FRAMEWORKS",
    "LARGEST",
    "QUESTIONS",
    "Assessment",
    "Beside",
    "Book",
    "Indicator",
    "Judged",
    "Pair",
    "Perceived",
    "Practice",
    "PracticeLevel",
    "Profile",
    "Reading",
    "as_document",
    "as_findings",
    "assess",
    "assess_export",
    "edit_book",
    "find_maturity",
    "find_moment",
    "find_troubles",
    "gap",
    "judge",
    "kept_by",
    "lay_beside",
    "level_seen",
    "load_book",
    "load_practices",
    "load_questions",
    "perceive",
    "read_edits",
    "read_profile",
    "take_profile",
    "with_surges",
    "with_troubles",
    "write_profile",
    "write_snapshot",
]
