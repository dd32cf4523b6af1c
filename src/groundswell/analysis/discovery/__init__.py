"""Recurring troubles among tickets: from their words, and from coded fields where words fail."""

from groundswell.analysis.discovery.known import Decision, KnownCluster, read_known
from groundswell.analysis.discovery.options import DiscoveryOptions, default_options
from groundswell.analysis.discovery.problems import Cluster, discover

__all__ = [
    "Cluster", "Decision", "DiscoveryOptions", "KnownCluster", "default_options", "discover",
    "read_known",
]  # fmt: skip
