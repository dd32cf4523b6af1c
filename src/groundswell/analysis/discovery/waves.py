"""Waves: tickets of a trouble that came at once, as after a change, as a trouble of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.bursts import Burst, find_burst
from groundswell.analysis.discovery.naming import Named
from groundswell.analysis.discovery.options import DiscoveryOptions
from groundswell.analysis.discovery.source import NO_TIME, Tickets
from groundswell.analysis.results import Why

Rows = npt.NDArray[np.int64]


def split_waves(
    tickets: Tickets, named: Iterable[Named], options: DiscoveryOptions
) -> Iterator[Named]:
    """Yield the groups, a clear wave apart from the trouble that goes on all year.

    A wave has a cause of its own, which is looked for in those days; the trouble before and after
    has another. What came in one wave only is no other trouble, and a machine's tickets are told
    apart by the name in them.

    Args:
        tickets: all tickets.
        named: the groups with their titles.
        options: from how many tickets, and what share of the group, a wave stands for itself.
    """
    for group in named:
        burst = None if group.machine_made else _find_wave(tickets, group.rows, options)
        if burst is None:
            yield group
            continue
        inside = burst.holds(tickets.opened[group.rows])
        title = f"{group.title}: wave of {burst.days}"
        yield _part(group, group.rows[~inside])
        wave = _part(group, group.rows[inside])
        yield replace(wave, title=title, burst=burst, within=group.title)


def say_wave(group: Named, burst: Burst) -> Why:
    """Return why the tickets of a wave are one trouble."""
    count = len(group.rows)
    detail = f"{count} tickets of “{group.within}” came {burst.when}"
    return Why("time", f"{detail}, where {burst.compared} would be usual")


def _find_wave(tickets: Tickets, rows: Rows, options: DiscoveryOptions) -> Burst | None:
    how = options.reasons
    times = tickets.opened[rows]
    burst = find_burst(np.sort(times[times != NO_TIME]), how)
    if burst is None:
        return None
    held = int(burst.holds(times).sum())
    left = len(rows) - held
    clear = held >= max(how.wave_tickets, how.wave_share * len(rows))
    return burst if clear and left >= options.least_tickets else None


def _part(group: Named, rows: Rows) -> Named:
    """Return some tickets of a group; as large a share of them says its title."""
    read = min(group.read, len(rows))
    return replace(group, rows=rows, said=round(group.said * read / group.read), read=read)
