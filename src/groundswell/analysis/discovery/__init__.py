"""Recurring troubles among tickets: from their words, and from coded fields where words fail."""

from groundswell.analysis.discovery.audit import Precision, choose_members, estimate_precision
from groundswell.analysis.discovery.known import Decision, KnownCluster, read_known
from groundswell.analysis.discovery.options import DiscoveryOptions, default_options
from groundswell.analysis.discovery.problems import Cluster, discover

__all__ = [
    "Cluster", "Decision", "DiscoveryOptions", "KnownCluster", "Precision", "choose_members",
    "default_options", "discover", "estimate_precision", "read_known",
]  # fmt: skip
