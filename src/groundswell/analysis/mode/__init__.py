"""In which situation the house is: even keel, trouble, growth or radical change, and why."""

from groundswell.analysis.mode.book import ModeBook, ModeTraits, load_modes
from groundswell.analysis.mode.diagnose import Reading, diagnose
from groundswell.analysis.mode.documents import read_reading
from groundswell.analysis.mode.people import Answer
from groundswell.analysis.mode.records import find_signals
from groundswell.analysis.mode.signals import Signal

__all__ = [
    "Answer",
    "ModeBook",
    "ModeTraits",
    "Reading",
    "Signal",
    "diagnose",
    "find_signals",
    "load_modes",
    "read_reading",
]
