"""Rules about the order of events: who keeps them, who breaks them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

import ibis
import ibis.expr.types as ir

from groundswell.analysis.process.cases import NO, examples
from groundswell.analysis.process.figures import Rule, wilson
from groundswell.analysis.process.rulebook import RuleBook, RuleText
from groundswell.kernel.errors import NotKnown


@dataclass(frozen=True, slots=True)
class _Count:
    """Cases to which a rule applies, those that kept it, and those that ever say its `first`."""

    of: int
    kept: int
    saying: int


def judge_all(cases: ir.Table, book: RuleBook) -> tuple[tuple[Rule, ...], dict[str, str]]:
    """Return the rules that can be judged, and why the others cannot, by their id.

    Every rule is counted in one pass over the cases; only who breaks one is looked up afterwards.
    """
    judged, unjudged = [], {}
    for rule, count in zip(book.rules, _counts(cases, book), strict=True):
        try:
            judged.append(_judge(rule, count, cases, book))
        except NotKnown as reason:
            unjudged[rule.id] = str(reason)
    return tuple(judged), unjudged


def _counts(cases: ir.Table, book: RuleBook) -> list[_Count]:
    sums: dict[str, ir.Value] = {}
    for place, rule in enumerate(book.rules):
        applies, kept = _compiled(rule, cases)
        said = _any(cases, rule.first) if rule.first else applies
        sums[f"of_{place}"] = applies.sum()
        sums[f"kept_{place}"] = (applies & kept).sum()
        sums[f"saying_{place}"] = (applies & said).sum()
    row = cases.agg(**sums).to_pyarrow().to_pylist()[0]
    return [
        _Count(*(int(row[f"{name}_{place}"] or 0) for name in ("of", "kept", "saying")))
        for place in range(len(book.rules))
    ]


def _judge(rule: RuleText, count: _Count, cases: ir.Table, book: RuleBook) -> Rule:
    """Return how many of the cases to which the rule applies kept it.

    Raises:
        NotKnown: it applies to no case, or the log does not record what it asks for.
    """
    if count.of == 0:
        raise NotKnown(f"no case to which it applies: {rule.says}")
    if rule.kind == "precedence" and count.saying < count.of * book.recorded_share:
        raise NotKnown(
            f"only {count.saying} of {count.of} cases ever say {' or '.join(rule.first)}, so this "
            f"log hardly records it: {rule.says}"
        )
    broken, who = count.of - count.kept, tuple[str, ...]()
    if broken:
        applies, kept = _compiled(rule, cases)
        who = examples(cases, applies & ~kept, book.examples)
    low, high = wilson(count.kept, count.of, confidence=book.confidence)
    return Rule(rule.id, rule.says, count.kept, broken, count.of, low, high, who)


def _compiled(rule: RuleText, cases: ir.Table) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """Return whether the rule applies to a case and whether the case keeps it; never null."""
    if rule.kind == "absence":
        guarded = _any(cases, rule.first) if rule.first else ibis.literal(value=True)
        return guarded & cases[rule.counted].notnull(), cases[rule.counted] <= rule.most
    if rule.kind == "within":
        return _within(rule, cases)
    if rule.kind == "precedence":
        first, then = _places(cases, "first", rule.first), _places(cases, "first", rule.then)
        return _any(cases, rule.then), (ibis.least(*first) < ibis.least(*then)).fill_null(NO)
    first, then = _places(cases, "last", rule.first), _places(cases, "last", rule.then)
    late = (ibis.greatest(*first) < ibis.greatest(*then)).fill_null(NO)
    return _any(cases, rule.first), late


def _within(rule: RuleText, cases: ir.Table) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    applies = cases.priority_rank.isin(rule.priorities).fill_null(NO)
    begun = ibis.least(*_places(cases, "at", rule.then))
    seconds = begun.epoch_seconds() - cases.started.epoch_seconds()
    return applies & cases.started.notnull(), (seconds <= rule.minutes * 60).fill_null(NO)


def _places(cases: ir.Table, which: str, words: Iterable[str]) -> list[ir.Value]:
    return [cases[f"{which}_{word}"] for word in words]


def _any(cases: ir.Table, words: Iterable[str]) -> ir.BooleanValue:
    return reduce(or_, (cases[f"first_{word}"].notnull() for word in words))
