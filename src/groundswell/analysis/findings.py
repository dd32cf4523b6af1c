"""Runs every analysis over one set of evidence and puts the findings together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from groundswell.analysis.advice import advise
from groundswell.analysis.cost import (
    Estimator,
    Period,
    RateCard,
    TicketFacts,
    find_period,
    load_tickets,
    with_outputs,
)
from groundswell.analysis.cost.problems import price_problems
from groundswell.analysis.cost.totals import Priced
from groundswell.analysis.discovery import Cluster, discover
from groundswell.analysis.habits import find_habits
from groundswell.analysis.known import KnownCluster
from groundswell.analysis.latest import latest_time
from groundswell.analysis.maturity import Book, find_maturity, kept_by
from groundswell.analysis.process import ProcessFacts
from groundswell.analysis.process.facts import find_process
from groundswell.analysis.quality import assess_quality
from groundswell.analysis.reasons import Reasons, tell_later_keys
from groundswell.analysis.results import Findings, Habit, RecurringProblem
from groundswell.analysis.standins import find_in_problem_records, needs_standins
from groundswell.analysis.steps import Situation, reached_nodes
from groundswell.analysis.summary import count_records, summarise
from groundswell.analysis.surges.history import list_surges
from groundswell.analysis.themes import describe_themes
from groundswell.evidence import Evidence
from groundswell.evidence.engines import Engine
from groundswell.kernel.errors import NotKnown


def analyse(  # noqa: PLR0913 (each is an input of one run)
    evidence: Evidence,
    *,
    sources: Sequence[Mapping[str, Any]],
    rates: RateCard,
    version: str,
    as_of: datetime | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    seed: int = 20260101,
    known: Sequence[KnownCluster] = (),
    kept: Collection[str] = (),
    engine: Engine | None = None,
    book: Book | None = None,
) -> Findings:
    """Return everything that this evidence says.

    Args:
        evidence: the tables that the source could fill.
        sources: what was read, as it is shown.
        rates: what an hour costs and what is assumed.
        version: of the program that ran.
        as_of: with offset, when the findings hold; by default the latest in the evidence.
        since: the day to which the evidence was cut at the front, where it was.
        until: the day to which it was cut at the end, where it was.
        seed: the same evidence, rates and seed give the same findings.
        known: problems of earlier runs, with what people decided of them.
        kept: what the source keeps, empty or not (see `maturity.assess`); by default its columns.
        engine: where the tickets are compared, DuckDB in this process by default.
        book: the indicators that levels are read by, as shipped by default.

    Returns:
        Problems with the dearest first. What the evidence cannot answer is None, with the reason
        in `not_known`.
    """
    at, as_of = as_of, as_of or latest_time(evidence)
    reasons, rates = Reasons(), with_outputs(rates, evidence)
    facts = _load(evidence, reasons)
    period = find_period(facts.opened, since=since, until=until) if facts else None
    estimator = _estimator(facts, rates, period, seed)
    clusters = _discover(evidence, reasons, seed, known, engine)
    problems, ranked = _price(clusters or (), evidence, facts, estimator)
    ways = _process(evidence, as_of, reasons)
    found = _situate(evidence, rates, facts, estimator, problems=problems, process=ways)
    maturity = find_maturity(evidence, problems, at, kept or kept_by(sources), reasons, book=book)
    summary = summarise(found, ranked, reasons) | {"period": period}
    told = _told(found, reasons, as_of, version, is_known=clusters is not None)
    if needs_standins(evidence):
        counted, summary = find_in_problem_records(evidence, reasons, rates, seed=seed)
        told = replace(told, problems=counted)
    return replace(
        told,
        sources=tuple(sources),
        surges=_surges(evidence, as_of, reasons),
        habits=_habits(evidence, problems, facts, reasons, seed=seed),
        maturity=maturity,
        **advise(found, maturity, seed=seed),
        summary=summary | {"records": count_records(evidence)},
        memory=_remember(clusters or ()),
    )


def _situate(
    evidence: Evidence,
    rates: RateCard,
    facts: TicketFacts | None,
    estimator: Estimator | None,
    *,
    problems: Sequence[RecurringProblem],
    process: ProcessFacts | None,
) -> Situation:
    return Situation(
        rates=rates,
        reached=reached_nodes(evidence),
        problems=problems,
        facts=facts,
        estimator=estimator,
        process=process,
        quality=assess_quality(evidence),
        evidence=evidence,
    )


def _estimator(
    facts: TicketFacts | None, rates: RateCard, period: Period | None, seed: int
) -> Estimator | None:
    years = period.years if period else None
    return Estimator(facts, rates, years=years, seed=seed) if facts else None


def _remember(clusters: Sequence[Cluster]) -> dict[str, Mapping[str, Any]]:
    """Return what the next run needs to know these problems again, in plain numbers and words."""
    return {
        cluster.id: {
            **cluster.as_known().as_json(),
            "precision": [cluster.precision.right, cluster.precision.wrong]
            if cluster.precision
            else None,
        }
        for cluster in clusters
    }


def _price(
    clusters: Sequence[Cluster],
    evidence: Evidence,
    facts: TicketFacts | None,
    estimator: Estimator | None,
) -> tuple[list[RecurringProblem], list[Priced]]:
    """Return the problems with what they are like, and what was reckoned for each."""
    if facts is None or estimator is None:
        return [], []
    priced = price_problems(clusters, facts, estimator)
    problems = describe_themes([problem for problem, _ in priced], evidence, facts)
    return list(problems), [reckoned for _, reckoned in priced]


def _told(
    found: Situation, reasons: Reasons, as_of: datetime | None, version: str, *, is_known: bool
) -> Findings:
    """Return what follows from the situation; what is known of the run comes on top."""
    if found.evidence is not None:
        tell_later_keys(found.evidence, reasons)
    return Findings(
        groundswell=version,
        as_of=as_of,
        currency=found.rates.currency,
        sources=(),
        quality=tuple(found.quality),
        problems=tuple(found.problems) if is_known else None,
        process=found.process.as_json() if found.process else None,
        first_steps=(),
        assumptions=found.rates.assumptions(),
        not_known=reasons.told,
        summary={},
    )


def _load(evidence: Evidence, reasons: Reasons) -> TicketFacts | None:
    try:
        facts = load_tickets(evidence)
    except NotKnown as reason:
        reasons.tell("summary", str(reason))
        return None
    if len(facts) == 0:
        reasons.tell("summary", "no tickets in the source")
        return None
    return facts


def _discover(
    evidence: Evidence,
    reasons: Reasons,
    seed: int,
    known: Sequence[KnownCluster],
    engine: Engine | None,
) -> tuple[Cluster, ...] | None:
    try:
        clusters = discover(evidence, seed=seed, known=known, engine=engine)
    except NotKnown as reason:
        reasons.tell("problems", str(reason))
        return None
    if clusters:
        return clusters
    if not any(evidence.has("tickets", name) for name in ("title", "description", "category")):
        reasons.tell("problems", "the tickets hold neither words nor a category to compare")
        return None
    return ()


def _process(evidence: Evidence, as_of: datetime | None, reasons: Reasons) -> ProcessFacts | None:
    try:
        found = find_process(evidence, as_of=as_of or datetime.max.replace(tzinfo=UTC))
    except NotKnown as told:
        reasons.tell("process", str(told))
        return None
    for key, reason in found.not_known.items():
        reasons.tell(f"process.{key}", reason)
    return found


def _surges(
    evidence: Evidence, as_of: datetime | None, reasons: Reasons
) -> tuple[Mapping[str, Any], ...] | None:
    try:
        return list_surges(evidence, as_of=as_of)
    except NotKnown as told:
        reasons.tell("surges", str(told))
        return None


def _habits(
    evidence: Evidence,
    problems: Sequence[RecurringProblem],
    facts: TicketFacts | None,
    reasons: Reasons,
    *,
    seed: int,
) -> tuple[Habit, ...] | None:
    if facts is None:
        reasons.tell("habits", "no tickets in the source")
        return None
    try:
        return find_habits(evidence, problems, facts, seed=seed)
    except NotKnown as told:
        reasons.tell("habits", str(told))
        return None
