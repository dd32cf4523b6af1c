"""Options for a fix with the numbers that people gave, priced as far as these reach."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.worth import (
    Option,
    Pain,
    Served,
    Source,
    do_nothing,
    from_rate,
    give,
    make_option,
)
from groundswell.improvement.queries.given import Given, read_given
from groundswell.improvement.queries.material import Material
from groundswell.kernel.errors import BadInput
from groundswell.problems.models import FixOption, OptionShare, Problem

NOTHING = "Do nothing"
COSTS = ("cash", "hours", "running_cash", "running_hours")
REST = ("success", "effectiveness", "lead_months", "life_years")
#: what has to be said before an option is worth anything: nothing is free and sure
_ASKED = {
    "effectiveness": "what share of the trouble it would end",
    "success": "how sure it is to work",
}


@dataclass(frozen=True, slots=True)
class CaseOption:
    """One option of a case: its record, and its numbers or why it has no price."""

    record: FixOption
    #: part of its cost that this problem bears, and how many problems share it
    share: float
    problems: int
    given: Given
    #: None where it is not priced
    worth: Option | None
    not_priced: str | None

    @property
    def is_priced(self) -> bool:
        """Tell whether it can be set beside the others."""
        return self.worth is not None


def list_case_options(problem: Problem, material: Material, pain: Pain) -> list[CaseOption]:
    """Return the options of a problem in the order in which they were proposed."""
    shares = material.shares.get(problem.pk, ())
    names = _name_apart([share.option for share in shares])
    return [_make(share, names[share.option_id], material, pain) for share in shares]


def priced(options: Sequence[CaseOption]) -> list[Option]:
    """Return do nothing and every option that has a price."""
    return [do_nothing(NOTHING), *(option.worth for option in options if option.worth)]


def _make(share: OptionShare, name: str, material: Material, pain: Pain) -> CaseOption:
    record, given = share.option, read_given(material.option_inputs.get(share.option_id, ()))
    problems = len(material.served[record.pk])
    proof = 1.0
    if problems > 1:
        proof = Served(str(share.problem_id), pain, material.is_proven(share)).proof
    missing = _missing(given)
    worth, reason = None, f"Not priced yet: say {missing}." if missing else None
    if not missing:
        try:
            worth = _priced(name, share, given, material, proof)
        except BadInput as refusal:
            reason = f"Not priced yet: {refusal}"
    return CaseOption(record, share.share, problems, given, worth, reason)


def _priced(
    name: str, share: OptionShare, given: Given, material: Material, proof: float
) -> Option:
    inputs = [*given.some(*COSTS, *REST)]
    if "hours" in given or "running_hours" in given:
        inputs.append(from_rate("hour_rate", material.rates["agent_rate"]))
    if share.share < 1:
        note = f"set for {share.option.number}"
        inputs.append(give("share", share.share, source=Source("estimated", note=note)))
    return make_option(name, *inputs, proof=proof)


def _missing(given: Given) -> str:
    costs = [] if given.some(*COSTS) else ["what it costs"]
    rest = [words for key, words in _ASKED.items() if key not in given]
    *most, last = [*costs, *rest] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _name_apart(options: Sequence[FixOption]) -> dict[int, str]:
    """Return a name for each option that no other option of the case has."""
    seen = Counter([NOTHING.casefold(), *(option.title.casefold() for option in options)])
    return {
        option.pk: option.title
        if seen[option.title.casefold()] == 1
        else f"{option.title} ({option.number})"
        for option in options
    }
