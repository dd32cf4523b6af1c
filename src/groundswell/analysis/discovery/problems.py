"""Groups of tickets as findings: with a title, a confidence, reasons and an id that lasts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.audit import Precision, choose_members, estimate_precision
from groundswell.analysis.discovery.belief import believe
from groundswell.analysis.discovery.coded import CodedSet, group_by_codes, write_title, write_value
from groundswell.analysis.discovery.families import is_form, name_apart, split_families
from groundswell.analysis.discovery.grouping import TextGroups, group_by_text
from groundswell.analysis.discovery.keeping import Draft, keep_known
from groundswell.analysis.discovery.naming import Named, name_groups
from groundswell.analysis.discovery.options import (
    Belief,
    CodedFields,
    DiscoveryOptions,
    default_options,
)
from groundswell.analysis.discovery.parting import is_one_trouble, part_mixed
from groundswell.analysis.discovery.prototypes import make_prototype
from groundswell.analysis.discovery.reasons import list_reasons, name_dominant
from groundswell.analysis.discovery.source import NO_TIME, Tickets, read_tickets
from groundswell.analysis.discovery.waves import say_wave, split_waves
from groundswell.analysis.known import Decision, KnownCluster
from groundswell.analysis.results import Family, RecordKind, Why
from groundswell.analysis.text.features import Reals
from groundswell.evidence.engines import DuckDBEngine, Engine
from groundswell.evidence.store import Evidence
from groundswell.kernel.statistics import wilson

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Tickets that look like one trouble."""

    id: str
    title: str
    tickets: tuple[str, ...]
    #: 0 to 1; falls with few members and with members that are only loosely alike
    confidence: float
    why: tuple[Why, ...]
    #: different people; None where the source names nobody
    callers: int | None
    first: datetime | None
    last: datetime | None
    machine_made: bool
    department: str | None = None
    service: str | None = None
    family: Family | None = None
    #: what its tickets have in common: term → weight, unit length, the same terms in every run
    prototype: Mapping[int, float] = field(default_factory=dict, repr=False)
    #: what a person decided about it in an earlier run
    decision: Decision | None = None
    #: the share of its tickets that belong to it, as far as nobody has looked
    precision: Precision | None = None
    #: tickets for a person to look at, the least near first
    to_check: tuple[str, ...] = ()

    def as_known(self, decision: Decision | None = None) -> KnownCluster:
        """Return what the next run needs to know it again."""
        kept = decision or self.decision
        return KnownCluster(self.id, self.title, self.tickets, (self.prototype,), kept)


def discover(
    evidence: Evidence,
    *,
    seed: int = 20260101,
    options: DiscoveryOptions | None = None,
    known: Sequence[KnownCluster] = (),
    record: RecordKind = "ticket",
    engine: Engine | None = None,
    remember: bool = True,
) -> tuple[Cluster, ...]:
    """Return the recurring troubles among the tickets, the largest first.

    Tickets are grouped by what they say; those that say nothing, by coded fields. A trouble has at
    least `options.least_tickets` tickets. The same evidence, known problems and seed give the same
    answer.

    Args:
        evidence: the tickets.
        seed: of everything that chance decides.
        options: thresholds and weights.
        known: problems of earlier runs: their ids and what people decided hold again. Without
            them an id follows from the title.
        record: what the tickets of the evidence are, for titles and reasons.
        engine: what runs the questions and the blocks, DuckDB in this process by default; the
            answer does not depend on it.
        remember: work out what a later run needs to know them again; without it `prototype` is
            empty, where nothing is known of earlier runs.

    Raises:
        NotKnown: the source holds no tickets; the message is the reason.
    """
    options = options or default_options()
    engine = engine or DuckDBEngine()
    tickets = read_tickets(evidence, engine)
    if len(tickets) == 0:
        return ()
    texts = group_by_text(tickets, options, engine, seed=seed)
    drafts = [*_from_texts(tickets, texts, options), *_from_codes(tickets, texts, options, record)]
    if remember or known:
        drafts = [_with_prototype(draft, tickets, texts, options) for draft in drafts]
    kept = keep_known(drafts, known, tickets, texts, options)
    clusters = [_make(tickets, texts, draft, options) for draft in kept]
    return tuple(sorted(clusters, key=lambda cluster: (-len(cluster.tickets), cluster.id)))


def _from_texts(tickets: Tickets, texts: TextGroups, options: DiscoveryOptions) -> Iterator[Draft]:
    groups = [
        (label, part)
        for label, rows in _members(texts.labels)
        for written in _part_machines(tickets, rows, texts, options)
        for part in part_mixed(tickets, texts, written, options)
        if len(part) >= options.least_tickets
        and believe(texts.near[part], options.belief) >= options.least_confidence
    ]
    named = name_groups(tickets, texts, groups, options)
    apart = name_apart(split_families(tickets, texts, named, options))
    for group in split_waves(tickets, apart, options):
        believed = believe(texts.near[group.rows], options.belief)
        confidence = believed * float((group.said / group.read) ** 0.5)
        if is_one_trouble(tickets, texts, group, confidence, options):
            yield Draft(
                group.rows,
                group.title,
                confidence,
                _say(group),
                machine_made=group.machine_made,
                family=group.family,
            )


def _say(group: Named) -> Why:
    if group.burst is not None:
        return say_wave(group, group.burst)
    family = group.family
    if family is not None:
        detail = f"{len(group.rows)} of {family.tickets} of the family “{family.title}” name this"
        return Why("text", f"{detail}; the others name {family.names - 1} more")
    share = f"{group.said} of {group.read}"
    read = share if group.read == len(group.rows) else f"{share} that were read"
    return Why("text", f"{read} say “{group.title}” in their own words")


def _part_machines(
    tickets: Tickets, rows: Rows, texts: TextGroups, options: DiscoveryOptions
) -> tuple[Rows, ...]:
    """Return what machines wrote apart from what people wrote, unless nearly all is a machine's."""
    made = texts.made[rows]
    if not made.any() or made.mean() >= options.machine.share:
        return (rows,)
    few = made.sum() < options.least_tickets
    if few or is_form(tickets, texts, rows[made], options):
        return (rows,)
    return rows[~made], rows[made]


def _from_codes(
    tickets: Tickets, texts: TextGroups, options: DiscoveryOptions, record: RecordKind
) -> Iterator[Draft]:
    silent = np.flatnonzero(~texts.worded)
    for found in group_by_codes(tickets, silent, options, record=record):
        count = len(found.members)
        low, _ = wilson((1 - 1 / max(found.lift, 2)) * count, count, z=options.belief.z)
        yield Draft(
            found.members,
            write_title(found, tickets, options.coded, record=record),
            options.belief.coded * low,
            _reason(found, len(silent), options.coded, record),
        )


def _with_prototype(
    draft: Draft, tickets: Tickets, texts: TextGroups, options: DiscoveryOptions
) -> Draft:
    terms = make_prototype(tickets, texts, draft.rows, options.prototype_terms)
    return replace(draft, prototype=terms)


def _reason(found: CodedSet, among: int, coded: CodedFields, record: RecordKind) -> Why:
    evidence = {"ci": "ci", "closure_code": "closure", "article_id": "closure"}
    kind = next((evidence[field] for field in found.group.fields if field in evidence), "service")
    pairs = zip(found.group.fields, found.values, strict=True)
    shared = ", ".join(write_value(field, value, coded) for field, value in pairs)
    detail = f"{len(found.members)} of {among} {coded.counted[record]} share {shared}"
    if len(found.group.fields) > 1:
        detail += f", {found.lift:.0f} times as many as chance would give"
    return Why(kind, detail)  # type: ignore[arg-type]


def _make(tickets: Tickets, texts: TextGroups, draft: Draft, options: DiscoveryOptions) -> Cluster:
    rows = draft.rows
    ids = tuple(str(ticket) for ticket in tickets.ids.take(rows).to_pylist())
    near = _find_near(texts, draft, options.belief)
    opened = tickets.opened[rows]
    opened = np.sort(opened[opened != NO_TIME])
    callers = tickets.codes["caller"].numbers[rows]
    known = np.unique(callers[callers >= 0])
    share = options.reasons.share
    return Cluster(
        id=draft.id,
        title=draft.title,
        tickets=ids,
        confidence=round(draft.confidence, 3),
        why=(draft.why, *list_reasons(tickets, rows, options.reasons)),
        callers=len(known) if known.size else None,
        first=_as_time(opened[0]) if opened.size else None,
        last=_as_time(opened[-1]) if opened.size else None,
        machine_made=draft.machine_made,
        department=name_dominant(tickets.codes["department"], rows, share),
        service=name_dominant(tickets.codes["service"], rows, share),
        family=draft.family,
        prototype=draft.prototype,
        decision=draft.decision,
        precision=estimate_precision(near, options.belief),
        to_check=tuple(ids[at] for at in choose_members(near).tolist()),
    )


def _find_near(texts: TextGroups, draft: Draft, belief: Belief) -> Reals:
    """Return how near each member is; where there are no words, as near as the group is sure."""
    sure = np.float32(belief.none + (belief.full - belief.none) * draft.confidence)
    return np.where(texts.worded[draft.rows], texts.near[draft.rows], sure)


def _members(labels: npt.NDArray[np.int64]) -> Iterator[tuple[int, Rows]]:
    """Yield each group with the rows of its members in order, the largest first."""
    order = np.argsort(labels, kind="stable")
    ends = np.cumsum(np.bincount(labels[labels >= 0]))
    start = int((labels < 0).sum())
    groups = np.split(order[start:], ends[:-1]) if ends.size else []
    ranked = sorted(enumerate(groups), key=lambda group: (-len(group[1]), group[0]))
    yield from ((label, rows) for label, rows in ranked)


def _as_time(microseconds: np.int64) -> datetime:
    return datetime.fromtimestamp(int(microseconds) / 1e6, tz=UTC)
