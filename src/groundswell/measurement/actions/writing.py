"""Writing down what people keep asking for."""

from datetime import datetime

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.kernel.errors import Refusal
from groundswell.knowledge.actions import NewArticle, Text, write_article
from groundswell.knowledge.models import Article
from groundswell.knowledge.names import leave_out_people
from groundswell.measurement.gaps import origin_of
from groundswell.measurement.models import Finding

#: tickets from which words are taken, and so many different ones of each kind that are quoted
_READ, _QUOTED = 60, 4
_LINE = 300


@needs("knowledge.work")
def write_answer(finding: Finding, *, by: User, at: datetime) -> Article:
    """Make a draft for a group that no article answers: what people wrote, what ended it before.

    Names of people are left out; it is for the desk until somebody says that it is for others.

    Raises:
        Refusal: an article was written for it already.
    """
    origin = origin_of(finding)
    written = Article.objects.filter(origin=origin).first()
    if written is not None:
        raise Refusal(f"{written} was written for it already.")
    tickets = list(finding.tickets.select_related("caller", "assignee").order_by("-id")[:_READ])
    like = [(ticket.summary, ticket.description) for ticket in tickets]
    people = [person for ticket in tickets for person in (ticket.caller, ticket.assignee) if person]
    names = {person.name for person in people}

    def quote(texts: list[str]) -> str:
        lines = dict.fromkeys(" ".join(text.split())[:_LINE] for text in texts if text.strip())
        shown = list(lines)[:_QUOTED]
        return "\n".join(f"- {leave_out_people(line, names=names, like=like)}" for line in shown)

    seen = quote([ticket.summary for ticket in tickets])
    ended = quote([ticket.resolution for ticket in tickets]) or "- not said on any ticket"
    body = f"## What people see\n\n{seen}\n\n## What helps\n\n## What ended it before\n\n{ended}"
    text = Text(title=finding.title, symptoms=seen.replace("- ", ""), body=body)
    service = Service.objects.filter(name=finding.detail.get("service") or "").first()
    new = NewArticle(text=text, service=service, audience="desk", origin=origin)
    return write_article(by=by, at=at, new=new)
