"""Who supports the effort, told from dated evidence alone."""

from groundswell.analysis.support.book import Kind, Stage, SupportBook, load_book
from groundswell.analysis.support.ladder import (
    TOUCH,
    Move,
    Place,
    SupportEvidence,
    climb,
    stage_on,
)
from groundswell.analysis.support.standing import (
    Follower,
    QuarterIndex,
    SharePoint,
    curve_of,
    index_by_quarter,
    mendelow,
)

__all__ = [
    "TOUCH",
    "Follower",
    "Kind",
    "Move",
    "Place",
    "QuarterIndex",
    "SharePoint",
    "Stage",
    "SupportBook",
    "SupportEvidence",
    "climb",
    "curve_of",
    "index_by_quarter",
    "load_book",
    "mendelow",
    "stage_on",
]
