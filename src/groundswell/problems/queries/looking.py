"""One problem, one known error, and what hangs on them."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import load_policy
from groundswell.foundation.accounts.queries import list_with_role
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.search import index
from groundswell.problems.models import (
    FixOption,
    InvestigationEntry,
    KnownError,
    Problem,
    ProblemLink,
    Workaround,
    WorkaroundUse,
)
from groundswell.problems.states import EntryKind, ProblemState
from groundswell.servicedesk.costs.queries import Booked, sum_of_tickets
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import Reach, reach_of_callers


def get_problem(number: str, *, seen_by: User) -> Problem:
    """Return the problem with this number, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see; the two are not told apart.
    """
    problems = Problem.objects.visible_to(seen_by).select_related(
        "owner", "service", "ci", "stands_in"
    )
    return get_object_or_404(problems, number=number)


def get_known_error(number: str, *, seen_by: User) -> KnownError:
    """Return the known error with this number, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    known = KnownError.objects.visible_to(seen_by).select_related("problem", "service", "owner")
    return get_object_or_404(known.prefetch_related("cis"), number=number)


def get_workaround(number: str, *, seen_by: User) -> Workaround:
    """Return the workaround with this number, if this person may see its known error.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    visible = KnownError.objects.visible_to(seen_by)
    found = Workaround.objects.filter(known_error__in=visible).select_related("known_error")
    return get_object_or_404(found, number=number)


def get_option(number: str, *, problem: Problem) -> FixOption:
    """Return an option of a problem.

    Raises:
        Http404: it is none of this problem's.
    """
    return get_object_or_404(FixOption, number=number, shares__problem=problem)


def get_entry(key: int, *, problem: Problem) -> InvestigationEntry:
    """Return an entry of a problem's investigation.

    Raises:
        Http404: it is none of this problem's.
    """
    entries = InvestigationEntry.objects.select_related("problem")
    return get_object_or_404(entries, pk=key, problem=problem)


def get_use(key: int, *, ticket: Ticket) -> WorkaroundUse:
    """Return a use of a workaround on a ticket.

    Raises:
        Http404: it is none of this ticket's.
    """
    return get_object_or_404(
        WorkaroundUse.objects.select_related("ticket", "workaround"), pk=key, ticket=ticket
    )


def list_links(problem: Problem, *, seen_by: User) -> QuerySet[ProblemLink]:
    """Return why which tickets show this problem, newest ticket first, as far as they are seen."""
    tickets = Ticket.objects.visible_to(seen_by)
    links = problem.links.filter(ticket__in=tickets).select_related("ticket", "linked_by")
    return links.order_by("-ticket__opened_at", "-id")


def sum_booked(problem: Problem, *, seen_by: User) -> list[Booked]:
    """Return what was spent on the tickets of a problem, one sum for each currency."""
    tickets = Ticket.objects.filter(problem_links__problem=problem)
    return sum_of_tickets(tickets, seen_by=seen_by)


def list_open_tickets(problem: Problem) -> QuerySet[Ticket]:
    """Return the tickets of a problem on which somebody still waits, oldest first."""
    return Ticket.objects.open().filter(problem_links__problem=problem).order_by("opened_at", "id")


def list_untold(workaround: Workaround) -> QuerySet[Ticket]:
    """Return the tickets on which somebody waits and on which a workaround was not tried."""
    problem = workaround.known_error.problem
    waiting = list_open_tickets(problem) if problem is not None else Ticket.objects.none()
    return waiting.exclude(workaround_uses__workaround=workaround)


def reach_of_workaround(workaround: Workaround) -> Reach:
    """Return whom a workaround reaches where it is written to all who wait, and whom it cannot."""
    return reach_of_callers(list(list_untold(workaround).values_list("caller_id", flat=True)))


def list_of_ticket(ticket: Ticket, *, seen_by: User) -> QuerySet[ProblemLink]:
    """Return the problems that a ticket shows."""
    visible = Problem.objects.visible_to(seen_by)
    links = ticket.problem_links.filter(problem__in=visible)
    return links.select_related("problem__owner").order_by("id")


def list_uses(ticket: Ticket) -> QuerySet[WorkaroundUse]:
    """Return the workarounds tried on a ticket, newest first."""
    uses = ticket.workaround_uses.select_related("workaround__known_error", "used_by")
    return uses.order_by("-used_at")


def list_told_uses(ticket: Ticket) -> QuerySet[WorkaroundUse]:
    """Return the workarounds tried on a ticket as its caller may read of them, newest first.

    What is on a security path is left out; the steps are for callers only where that was said.
    """
    hidden = Q(workaround__known_error__problem__security=True)
    return list_uses(ticket).exclude(hidden)


def list_entries(problem: Problem) -> Mapping[str, Sequence[InvestigationEntry]]:
    """Return the entries of an investigation by kind: facts by time, the others as written."""
    entries = list(problem.entries.select_related("author").order_by("written_at", "id"))
    by_kind = {
        kind: [entry for entry in entries if entry.kind == kind] for kind in EntryKind.values
    }
    by_kind[EntryKind.FACT].sort(key=lambda entry: entry.happened_at or entry.written_at)
    return by_kind


def list_known_errors(*, seen_by: User, words: str = "") -> QuerySet[KnownError]:
    """Return the active known errors, newest first, with their uses counted."""
    known = KnownError.objects.visible_to(seen_by).active().select_related("problem", "service")
    if words.strip():
        known = known.filter(number__in=index.find(words, kinds=("KER",)))
    uses = "workarounds__uses"
    return known.annotate(
        use_count=Count(uses, distinct=True),
        said_count=Count(uses, filter=Q(workarounds__uses__helped__isnull=False), distinct=True),
        helped_count=Count(uses, filter=Q(workarounds__uses__helped=True), distinct=True),
    ).order_by("-written_at", "-id")


def find_alike(words: str, *, seen_by: User, limit: int = 5) -> list[Problem | KnownError]:
    """Return what is written down already in telling words like these: problems, known errors."""
    telling = sorted(set(words.split()), key=lambda word: (-len(word), word))[:8]
    if not telling:
        return []
    numbers = index.find(" ".join(telling), kinds=("PRB", "KER"), any_word=True, limit=20)
    problems = Problem.objects.visible_to(seen_by).filter(
        number__in=numbers, state__in=[*ProblemState.values[:5], ProblemState.ACCEPTED]
    )
    known = KnownError.objects.visible_to(seen_by).active().filter(number__in=numbers)
    found: list[Problem | KnownError] = [*problems, *known]
    wanted = {word.lower() for word in telling}
    found.sort(key=lambda record: -len(wanted & set(record.title.lower().split())))
    return found[:limit]


def problem_of_finding(key: str) -> Problem | None:
    """Return the problem that stands for a finding of the analysis, the open one first."""
    return Problem.objects.filter(finding_key=key).order_by("closed_at", "-id").first()


def list_owners() -> QuerySet[User]:
    """Return everyone who works on problems and can sign in, by name."""
    _, roles = load_policy()
    able = [role for role, rights in roles.items() if "problems.work" in rights]
    return list_with_role(able)


def tell_acts(number: str) -> QuerySet[AuditEntry]:
    """Return what was done to a record, newest first."""
    return (
        AuditEntry.objects.filter(number=number)
        .select_related("actor")
        .order_by("-acted_at", "-id")
    )
