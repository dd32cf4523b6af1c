"""The sentences of the brief, made from the simulation and never typed."""

from groundswell.analysis.charts.amounts import money, price, rounded
from groundswell.analysis.worth.drivers import Influence, Knowledge
from groundswell.analysis.worth.options import Option
from groundswell.analysis.worth.rules import InputRule, rules
from groundswell.analysis.worth.simulation import Outcome, Simulation


def tell_option(simulation: Simulation, name: str, *, currency: str) -> str:
    """Return what an option costs, what it ends, when it pays back and what is lost if it fails.

    Args:
        simulation: of the case.
        name: of the option.
        currency: ISO 4217 code.

    Raises:
        BadInput: there is no option of that name.
    """
    words, outcome = rules()["sentence"], simulation.of(name)
    cost = simulation.cost_per_year
    once, running = _once(outcome.option, currency), money(outcome.option.running, currency)
    does, do = _does(outcome.option.effectiveness.value)
    opening: str = words[_opening(outcome.option)]
    first = opening.format(
        once=once,
        running=running,
        does=does,
        do=do,
        cost=money(cost.likely, currency),
        low=rounded(cost.low),
        high=rounded(cost.high),
    )
    if outcome.payback is None:
        return first
    first = first[0].upper() + first[1:]
    return " ".join([first, *_afterwards(outcome, once, running)])


def tell_what_to_measure(simulation: Simulation, *, currency: str) -> str:
    """Return on which input the answer depends mostly, and how to know it better.

    Luck (whether it works, once decided) is left out: nobody can measure it before. It is the input
    whose knowledge is worth most, where it could change the choice; otherwise the
    one that moves the amount most.
    """
    words = rules()["sentence"]
    telling = _most_telling(simulation)
    if telling is None:
        return str(words["certain"])
    rule: InputRule = telling.rule
    first = words["depends"].format(asks=rule.asks, advice=rule.advice)
    if isinstance(telling, Influence):
        return f"{first} {words['changes_nothing']}"
    return f"{first} {words['worth_knowing'].format(value=money(telling.value, currency))}"


def tell_time(months: float) -> str:
    """Return a time as one says it: "about five weeks", "about 14 months"."""
    words = rules()["words"]
    unit = next(unit for unit in words["units"] if months < unit["until"])
    count = max(1, round(months / unit["months"]))
    numbers = words["numbers"]
    said = numbers[count] if count < len(numbers) else f"{count:,}"
    return f"about {said} {unit['name']}{'s' if count != 1 else ''}"


def _afterwards(outcome: Outcome, once: str, running: str) -> list[str]:
    words, said = rules()["sentence"], []
    likely = outcome.payback.likely if outcome.payback else None
    if likely is None:
        said.append(words["never"])
    elif not outcome.option.once:
        said.append(words["at_once"])
    else:
        said.append(words["pays"].format(time=tell_time(likely)))
    if likely is not None and outcome.chance_of_gain < 0.5:
        said.append(words["unlikely"])
    if outcome.option.once and outcome.option.success.low < 1:
        key = "fails_running" if outcome.option.running else "fails"
        said.append(words[key].format(once=once, running=running))
    return said


def _opening(option: Option) -> str:
    if option.is_nothing:
        return "nothing"
    if option.once:
        return "running" if option.running else "once"
    return "running_only" if option.running else "free"


def _once(option: Option, currency: str) -> str:
    """Return a price as somebody named it; what is reckoned from hours is only about so much."""
    whole = option.share.value == 1 and not option.own
    return price(option.once, currency) if whole else f"about {money(option.once, currency)}"


def _does(effectiveness: float) -> tuple[str, str]:
    """Return what an option does to the trouble, after one subject and after two."""
    words = rules()["sentence"]
    one, both = words["ends" if effectiveness >= words["ends_from"] else "removes"]
    percent = rounded(effectiveness * 100)
    return one.format(percent=percent), both.format(percent=percent)


def _most_telling(simulation: Simulation) -> Influence | Knowledge | None:
    """Return the input to measure next; luck cannot be measured beforehand."""
    worth = [entry for entry in simulation.knowledge if entry.matters and not entry.rule.luck]
    if worth:
        return worth[0]
    doing = [one for one in simulation.outcomes if one.influences]
    if not doing:
        return None
    best = simulation.best if simulation.best.influences else max(doing, key=lambda o: o.expected)
    return next((entry for entry in best.influences if not entry.rule.luck), None)
