"""Rules about the order of events: who keeps them, who breaks them."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

import ibis
import ibis.expr.types as ir

from groundswell.analysis.process.cases import NO, examples
from groundswell.analysis.process.figures import Rule, wilson
from groundswell.analysis.process.rulebook import RuleBook, RuleText
from groundswell.kernel.errors import NotKnown


def judge(rule: RuleText, cases: ir.Table, book: RuleBook) -> Rule:
    """Return how many of the cases to which the rule applies kept it.

    Raises:
        NotKnown: it applies to no case, or the log does not record what it asks for.
    """
    applies, kept = _compiled(rule, cases)
    counted = cases.agg(of=applies.sum(), kept=(applies & kept).sum()).to_pyarrow().to_pylist()[0]
    of, keeping = int(counted["of"] or 0), int(counted["kept"] or 0)
    if of == 0:
        raise NotKnown(f"no case to which it applies: {rule.says}")
    if rule.kind == "precedence":
        _check_recorded(rule, cases.filter(applies), of, book)
    low, high = wilson(keeping, of, confidence=book.confidence)
    broken = examples(cases, applies & ~kept, book.examples)
    return Rule(rule.id, rule.says, keeping, of - keeping, of, low, high, broken)


def _check_recorded(rule: RuleText, cases: ir.Table, of: int, book: RuleBook) -> None:
    saying = int(cases.filter(_any(cases, rule.first)).count().execute())
    if saying < of * book.recorded_share:
        raise NotKnown(
            f"only {saying} of {of} cases ever say {' or '.join(rule.first)}, so this log hardly "
            f"records it: {rule.says}"
        )


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
