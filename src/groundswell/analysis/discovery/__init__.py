"""Recurring troubles among tickets: from their words, and from coded fields where words fail.

What is known of earlier runs is read by `analysis.known`.
"""

from groundswell.analysis.discovery.audit import Precision, choose_members, estimate_precision
from groundswell.analysis.discovery.options import DiscoveryOptions, default_options
from groundswell.analysis.discovery.problems import Cluster, discover

__all__ = [
    "Cluster", "DiscoveryOptions", "Precision", "choose_members", "default_options", "discover",
    "estimate_precision",
]  # fmt: skip
