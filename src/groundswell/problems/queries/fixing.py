"""Options for a fix and the numbers given for them."""

from django.db.models import QuerySet

from groundswell.problems.models import CaseInput, FixOption, OptionShare, Problem


def list_options(problem: Problem) -> QuerySet[OptionShare]:
    """Return the options of a problem that were not taken back, with the share used here."""
    shares = problem.option_shares.filter(option__withdrawn_at=None).select_related("option")
    return shares.order_by("option__proposed_at", "id")


def list_inputs(owner: Problem | FixOption) -> QuerySet[CaseInput]:
    """Return the numbers given for a problem or an option, by name."""
    return owner.inputs.select_related("written_by").order_by("name")
