"""Rules about the order of events: who keeps them, who breaks them."""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from groundswell.analysis.process.cases import examples
from groundswell.analysis.process.figures import NO, Rule
from groundswell.analysis.process.rulebook import RuleBook, RuleText
from groundswell.kernel.errors import NotKnown
from groundswell.kernel.statistics import wilson, z_of


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
        said = cases[rule.before.column].notnull() if rule.before else applies
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
        raise NotKnown(f"no ticket to which it applies: {rule.says}")
    if rule.kind == "precedence" and count.saying < count.of * book.recorded_share:
        raise NotKnown(
            f"only {count.saying} of {count.of} tickets ever say {' or '.join(rule.first)}, so "
            f"this log hardly records it: {rule.says}"
        )
    broken, who = count.of - count.kept, tuple[str, ...]()
    if broken:
        applies, kept = _compiled(rule, cases)
        who = examples(cases, applies & ~kept, book.examples)
    low, high = wilson(count.kept, count.of, z=z_of(book.confidence))
    return Rule(rule.id, rule.says, count.kept, broken, count.of, low, high, who)


def _compiled(rule: RuleText, cases: ir.Table) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """Return whether the rule applies to a case and whether the case keeps it; never null."""
    before = cases[rule.before.column] if rule.before else ibis.null("int32")
    after = cases[rule.after.column] if rule.after else ibis.null("int32")
    if rule.kind == "absence":
        counted = cases[rule.counted]
        applies = counted.notnull() & before.notnull() if rule.before else counted.notnull()
        return applies, (counted <= rule.most).fill_null(NO)
    if rule.kind == "within":
        pressing = cases.priority_rank.isin(rule.priorities).fill_null(NO)
        in_time = after - cases.started <= rule.minutes * 60
        return pressing & cases.started.notnull(), in_time.fill_null(NO)
    applies = after.notnull() if rule.kind == "precedence" else before.notnull()
    return applies, (before < after).fill_null(NO)
