"""What to do first: at most three steps, each with its reason, effort, mandate and effect."""

from groundswell.analysis.steps.book import Pattern, StepBook, load_book
from groundswell.analysis.steps.candidate import Candidate, Touched, propose
from groundswell.analysis.steps.choose import Chosen, choose_steps, find_standing, propose_steps
from groundswell.analysis.steps.documents import read_candidates, write_candidate
from groundswell.analysis.steps.graph import Graph, Node, complete_nodes, load_graph, reached_nodes
from groundswell.analysis.steps.situation import Situation, Standing

__all__ = [
    "Candidate",
    "Chosen",
    "Graph",
    "Node",
    "Pattern",
    "Situation",
    "Standing",
    "StepBook",
    "Touched",
    "choose_steps",
    "complete_nodes",
    "find_standing",
    "load_book",
    "load_graph",
    "propose",
    "propose_steps",
    "reached_nodes",
    "read_candidates",
    "write_candidate",
]
