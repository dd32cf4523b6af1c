"""Papers that somebody takes along: a successor, an assessor, the champion for a next place."""

from groundswell.improvement.queries.handover.achievements import write_achievements
from groundswell.improvement.queries.handover.evidence import pack_evidence, write_evidence
from groundswell.improvement.queries.handover.successor import pack_successor, write_successor

__all__ = [
    "pack_evidence",
    "pack_successor",
    "write_achievements",
    "write_evidence",
    "write_successor",
]
