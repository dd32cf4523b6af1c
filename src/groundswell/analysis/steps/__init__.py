"""What to do first: at most three steps, each with its reason, effort, mandate and effect."""

from groundswell.analysis.steps.choose import first_steps
from groundswell.analysis.steps.situation import Situation, reached_nodes

__all__ = ["Situation", "first_steps", "reached_nodes"]
