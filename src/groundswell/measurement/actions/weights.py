"""Learning, from the links that people made, how much each view of likeness counts."""

from datetime import datetime

from django.db import transaction

from groundswell.analysis.match import LEAST_LINKS, learn, try_out
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.measurement.models import MatchWeights, WeightState
from groundswell.measurement.teaching import gather_pairs, list_links_by_people


@needs("findings.make")
def learn_weights(*, by: User, at: datetime) -> MatchWeights:
    """Learn from the links that people made; used from then on if it does as well as before.

    One ticket of five is held back and tried out: where the learned weights put the right problem
    first less often than the fixed ones, they are kept, shown, and not used.

    Raises:
        Refusal: there are too few links, or they teach nothing.
    """
    links = len(list_links_by_people())
    if links < LEAST_LINKS:
        raise Refusal(
            f"People have made {links} links; from {LEAST_LINKS} on they teach something sure. "
            "Until then the fixed weights stand."
        )
    pairs = gather_pairs()
    learned = learn([pair.views for pair in pairs], [pair.right for pair in pairs])
    if learned.base is None:
        raise Refusal(
            f"Of the {links} links, too few are among what their tickets were offered, or nothing "
            "was offered that was wrong; the fixed weights stand."
        )
    trial = try_out(pairs)
    state = WeightState.BEATEN if trial and not trial.is_as_good else WeightState.IN_USE
    with transaction.atomic():
        if state == WeightState.IN_USE:
            _replace(by=by, at=at)
        return trail.begin(
            MatchWeights(
                state=state,
                learned_at=at,
                links=links,
                weights=learned.as_json(),
                trial=trial.as_json() if trial else None,
            ),
            "weights.learned",
            by=by,
            at=at,
        )


@needs("findings.make")
def set_weights_aside(weights: MatchWeights, *, by: User, at: datetime) -> MatchWeights:
    """Go back to the fixed weights; nothing is learned by itself until somebody says so.

    Raises:
        Refusal: these weights are not in use.
    """
    with trail.change(weights, "weights.set_aside", by=by, at=at) as fresh:
        if fresh.state != WeightState.IN_USE:
            raise Refusal(f"{fresh} is not in use: {fresh.get_state_display().lower()}.")
        fresh.state = WeightState.SET_ASIDE
    return fresh


@needs("findings.make")
def use_weights(weights: MatchWeights, *, by: User, at: datetime) -> MatchWeights:
    """Use weights that were learned, whatever the trial said.

    Raises:
        Refusal: they are in use.
    """
    with transaction.atomic():
        if weights.state == WeightState.IN_USE:
            raise Refusal(f"{weights} is in use already.")
        _replace(by=by, at=at)
        with trail.change(weights, "weights.used", by=by, at=at) as fresh:
            fresh.state = WeightState.IN_USE
    return fresh


def _replace(*, by: User, at: datetime) -> None:
    for older in MatchWeights.objects.filter(state=WeightState.IN_USE):
        with trail.change(older, "weights.replaced", by=by, at=at) as fresh:
            fresh.state = WeightState.REPLACED
