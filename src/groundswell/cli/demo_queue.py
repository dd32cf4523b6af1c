"""The old queue of the invented company, cleared in the first week of the desk with Groundswell."""

from datetime import datetime, timedelta

from django.db import transaction

from groundswell.cli.demo.wording import data
from groundswell.cli.demo_people import find
from groundswell.cli.demo_requests import see_through
from groundswell.servicedesk.actions import end_own_ticket, write_message
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.rules.actions.bulk import BulkWords, act_on_many
from groundswell.servicedesk.states import State


def clear_queue(*, at: datetime) -> None:
    """End what the year left open: each group in one act, wishes by those who had them.

    What is asked for out of the catalogue goes its own way: who asked hears so, and has it within
    the week.

    Args:
        at: when the demo is made.
    """
    workday = data("workday")
    told, keeper = workday["queue"], find(workday["keeper"])
    then = at - timedelta(days=told["days"])
    left = Ticket.objects.open().filter(opened_at__lt=then).order_by("id")
    old = left.filter(asked_for=None)
    with transaction.atomic():
        for asked in left.exclude(asked_for=None):
            write_message(asked, by=keeper, at=then, text=told["goes_on"])
            agreed, words = told["agreed"], told["kept"]
            see_through(asked, by=keeper, at=then, agreed=agreed, words=words)
        for wish in old.filter(state=State.SUBMITTED).exclude(caller=None):
            if wish.caller is not None:
                end_own_ticket(wish, by=wish.caller, at=then, words=told["no_longer"])
        for hours, (group, one) in enumerate(told["by"].items(), 1):
            numbers = list(old.filter(group__name=group).values_list("number", flat=True))
            if numbers:
                said = BulkWords(resolution=one["resolution"])
                moment = then + timedelta(hours=hours)
                act_on_many(
                    by=find(one["who"]), at=moment, numbers=numbers, act="resolve", said=said
                )
