"""How tickets travel: paths, hand-overs, waiting, reopening, and the rules that they keep or break.

Relations are Ibis expressions over the evidence tables; one ordered, coded log is made once and
every figure reads it: `facts.find_process`.
"""

from groundswell.analysis.process.figures import ProcessFacts

__all__ = ["ProcessFacts"]
