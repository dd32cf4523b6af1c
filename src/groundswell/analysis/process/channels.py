"""How long people wait by the way that they came in: phone, mail, web or walking by."""

import math
from collections import Counter, defaultdict

import ibis.expr.types as ir
import numpy as np

from groundswell.analysis.process.figures import ChannelWaiting
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown
from groundswell.kernel.statistics import Z_90

#: segments in which nobody works on it and its caller is not asked for anything
WAITED = ("queue", "supplier", "other")
#: so many ways at most; whoever lets callers write their own has hundreds
_MOST = 12


def wait_by_channel(evidence: Evidence, cases: ir.Table) -> tuple[ChannelWaiting, ...]:
    """Return the ways by which tickets came in, the most used first, with the median wait of each.

    Raises:
        NotKnown: no ticket says how it came in, or no case waited at all.
    """
    if not evidence.has("tickets", "channel"):
        raise NotKnown("no ticket says how it came in")
    rows = evidence.table("tickets").select("ticket_id", "channel").distinct(on="ticket_id")
    spent = cases.select("ticket_id", *(f"spent_{name}" for name in WAITED))
    held = spent.inner_join(rows, "ticket_id").to_pyarrow().to_pydict()
    # A ticket that was never in a segment waited there for no time.
    waits = np.nansum(
        [np.array(held[f"spent_{name}"], dtype=np.float64) for name in WAITED], axis=0
    )
    if not waits.size or not waits.any():
        raise NotKnown("no time of waiting is known of any ticket that says how it came in")
    found: dict[str, list[float]] = defaultdict(list)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for channel, seconds in zip(held["channel"], waits, strict=True):
        word = (channel or "").strip()
        found[word.casefold()].append(float(seconds))
        words[word.casefold()][word] += 1
    told = [
        _tell(words[key].most_common(1)[0][0], np.sort(seconds)) for key, seconds in found.items()
    ]
    return tuple(sorted(told, key=lambda one: (-one.cases, one.channel or "")))[:_MOST]


def _tell(channel: str, seconds: "np.ndarray") -> ChannelWaiting:
    """Return the median and, by the ranks that it may have, where it lies with 90 %."""
    n = seconds.size
    reach = Z_90 * math.sqrt(n) / 2
    low, high = (max(0, math.floor(n / 2 - reach)), min(n - 1, math.ceil(n / 2 + reach)))
    return ChannelWaiting(
        channel or None, float(np.median(seconds)), float(seconds[low]), float(seconds[high]), n
    )
