"""Groups of this run known again from earlier ones: ids stay, and so does what people decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.grouping import TextGroups
from groundswell.analysis.discovery.options import DiscoveryOptions
from groundswell.analysis.discovery.prototypes import (
    Prototype,
    compare,
    find_nearness,
    make_prototype,
)
from groundswell.analysis.discovery.source import Tickets
from groundswell.analysis.known import Decision, KnownCluster
from groundswell.analysis.results import Family, Why
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from scipy import optimize
else:
    optimize = LateModule("scipy.optimize")

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Draft:
    """A group on its way to being a finding."""

    rows: Rows
    title: str
    confidence: float
    why: Why
    prototype: Prototype = field(default_factory=dict)
    machine_made: bool = False
    family: Family | None = None
    id: str = ""
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A known problem with the rows that its members have in this run."""

    cluster: KnownCluster
    rows: Rows


def keep_known(
    drafts: Sequence[Draft],
    known: Sequence[KnownCluster],
    tickets: Tickets,
    texts: TextGroups,
    options: DiscoveryOptions,
) -> list[Draft]:
    """Return the groups with their ids: those of the known problems that they are, else new ones.

    What a person confirmed, renamed, split or merged keeps its members and its title, and takes in
    the new tickets that are nearest to it. What a person rejected is left out. The rest are matched
    one to one, by the members and the terms that they share. Two runs give the same answer.

    Args:
        drafts: the groups of this run.
        known: those of earlier runs; an order of their own does not count.
        tickets: all tickets.
        texts: what the groups were made from.
        options: how much must be shared.
    """
    held = _find_rows(tickets, sorted(known, key=lambda cluster: cluster.id))
    kept = [each for each in held if each.cluster.is_kept and each.rows.size]
    left, pinned = _pin(drafts, kept, tickets, texts, options)
    loose = [each for each in held if not each.cluster.is_kept]
    matched = _match(left, loose, len(tickets), options)
    taken = {cluster.id for cluster in known}
    return [*pinned, *_give_ids(left, matched, taken)]


def make_id(title: str, taken: set[str]) -> str:
    """Return an id that follows from the title and that no other has, and take it."""
    number = 0
    while (found := _hash(title, number)) in taken:
        number += 1
    taken.add(found)
    return found


def _hash(title: str, number: int) -> str:
    said = f"{title.casefold()} #{number}" if number else title.casefold()
    return sha256(said.encode()).hexdigest()[:12]


def _find_rows(tickets: Tickets, known: Sequence[KnownCluster]) -> list[_Known]:
    wanted = {member for cluster in known for member in cluster.members}
    listed = enumerate(map(str, tickets.ids.to_pylist())) if wanted else ()
    places = {ticket: row for row, ticket in listed if ticket in wanted}
    return [
        _Known(
            cluster,
            np.array(sorted(places[m] for m in set(cluster.members) if m in places), np.int64),
        )
        for cluster in known
    ]


def _pin(
    drafts: Sequence[Draft],
    kept: Sequence[_Known],
    tickets: Tickets,
    texts: TextGroups,
    options: DiscoveryOptions,
) -> tuple[list[Draft], list[Draft]]:
    """Return the groups without what people settled, and what they settled as groups."""
    if not kept:
        return list(drafts), []
    owner = np.full(len(tickets), -1, dtype=np.int64)
    for at, each in enumerate(kept):
        owner[each.rows] = at
    homes = _find_homes(drafts, kept, owner, options)
    left = []
    for draft, candidates in zip(drafts, homes, strict=True):
        rows = draft.rows[owner[draft.rows] < 0]
        if rows.size and candidates.size:
            owner[rows] = candidates[_find_nearest(texts, rows, [kept[at] for at in candidates])]
        elif rows.size >= options.least_tickets:
            left.append(draft if len(rows) == len(draft.rows) else replace(draft, rows=rows))
    return left, [_settle(each, np.flatnonzero(owner == at), tickets, texts, options)
                  for at, each in enumerate(kept)]  # fmt: skip


def _find_homes(
    drafts: Sequence[Draft], kept: Sequence[_Known], owner: Rows, options: DiscoveryOptions
) -> list[Rows]:
    """Return, for each group, the settled problems that its other tickets may belong to."""
    near = _cosines(drafts, kept)
    sizes = np.array([len(each.rows) for each in kept])
    homes = []
    for at, draft in enumerate(drafts):
        inside = owner[draft.rows]
        counts = np.bincount(inside[inside >= 0], minlength=len(kept))
        share = np.maximum(counts / sizes, counts / len(draft.rows))
        homes.append(
            np.flatnonzero((share >= options.known.members) | (near[at] >= options.known.terms))
        )
    return homes


def _cosines(drafts: Sequence[Draft], known: Sequence[_Known]) -> Scores:
    """Return the cosine of each group with the nearest prototype of each known problem."""
    found = np.zeros((len(drafts), len(known)))
    owners = [at for at, each in enumerate(known) for _ in each.cluster.prototypes]
    if not drafts or not owners:
        return found
    theirs = [part for each in known for part in each.cluster.prototypes]
    near = compare([draft.prototype for draft in drafts], theirs)
    np.maximum.at(found.T, owners, near.T)
    return found


def _find_nearest(texts: TextGroups, rows: Rows, known: Sequence[_Known]) -> Rows:
    """Return which of the known problems each ticket is nearest to."""
    prototypes = [part for each in known for part in each.cluster.prototypes]
    owners = np.array([at for at, each in enumerate(known) for _ in each.cluster.prototypes])
    nearest: Rows = owners[find_nearness(texts, rows, prototypes).argmax(axis=1)]
    return nearest


def _settle(
    each: _Known, rows: Rows, tickets: Tickets, texts: TextGroups, options: DiscoveryOptions
) -> Draft:
    decision = each.cluster.decision
    new = len(rows) - len(each.rows)
    said = f"a person {decision} it with {len(each.rows)} of these tickets"
    return Draft(
        rows=rows,
        title=each.cluster.title,
        confidence=1.0
        if new == 0
        else float(len(each.rows) + new * options.belief.coded) / len(rows),
        why=Why("text", f"{said}; {new} came by likeness" if new else said),
        prototype=make_prototype(tickets, texts, rows, options.prototype_terms),
        machine_made=float(texts.made[rows].mean()) >= options.machine.share,
        id=each.cluster.id,
        decision=decision,
    )


def _match(
    drafts: Sequence[Draft], known: Sequence[_Known], count: int, options: DiscoveryOptions
) -> dict[int, KnownCluster]:
    """Return the known problem of each group that is one, by place of the group."""
    if not drafts or not known:
        return {}
    owner = np.full(count, -1, dtype=np.int64)
    for at, draft in enumerate(drafts):
        owner[draft.rows] = at
    shared = np.zeros((len(drafts), len(known)))
    for at, each in enumerate(known):
        inside = owner[each.rows]
        counts = np.bincount(inside[inside >= 0], minlength=len(drafts))
        shared[:, at] = counts / max(1, len(each.rows))
    near = _cosines(drafts, known)
    fits = (shared >= options.known.members) | (near >= options.known.terms)
    sizes = np.array([len(each.cluster.members) for each in known])
    # Of two that became one group the larger lends its id.
    scores = np.where(fits, shared + near + 1e-3 * np.log1p(sizes), 0)
    rows, columns = optimize.linear_sum_assignment(scores, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return {row: known[column].cluster for row, column in pairs if fits[row, column]}


def _give_ids(
    drafts: Sequence[Draft], matched: dict[int, KnownCluster], taken: set[str]
) -> list[Draft]:
    given = []
    for at, draft in enumerate(drafts):
        cluster = matched.get(at)
        if cluster is None:
            given.append(replace(draft, id=make_id(draft.title, taken)))
        elif cluster.decision != "rejected":
            given.append(replace(draft, id=cluster.id))
    return given
