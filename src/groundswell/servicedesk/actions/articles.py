"""What is known used on a ticket, and a solved ticket as an article."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.knowledge.actions import NewArticle, Text, use_article, write_article
from groundswell.knowledge.models import Article, ArticleUse
from groundswell.knowledge.names import leave_out_people
from groundswell.servicedesk.actions.answering import tell_known
from groundswell.servicedesk.actions.ending import resolve_ticket
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.alike import find_alike

#: characters of what a caller wrote that help others to find the article
_SYMPTOMS = 1_000


@needs("desk.work")
def use_article_on_ticket(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    article: Article,
    tell: bool = False,
    take: bool = False,
) -> ArticleUse:
    """Use an article on a ticket; how the ticket ends says whether it worked.

    Args:
        ticket: the ticket.
        by: who uses it.
        at: when.
        article: the article.
        tell: also write the answer to the caller.
        take: a ticket that nobody has is taken with what is told, as with an answer.

    Raises:
        Refusal: it was used there already, or is not offered; or it is to be told and the caller
            may not read it.
    """
    with transaction.atomic():
        use = use_article(article, by=by, at=at, record=ticket.number)
        _note(ticket, "incident.article_used", article, by=by, at=at)
        if tell:
            visible = Article.objects.visible_to(ticket.caller).filter(pk=article.pk)
            if not visible.exists():
                raise Refusal(f"{article} is not written for the caller of {ticket} to read.")
            words = article.body or article.summary
            text = f"{article.title}\n\n{words}"
            tell_known(ticket, by=by, at=at, text=text, take=take)
    return use


@needs("desk.work")
def write_article_of(ticket: Ticket, *, by: User, at: datetime) -> Article:
    """Make a draft of a solved ticket: what people see, what helped, without the names of people.

    It is for the desk until somebody says that it is for others.

    Raises:
        Refusal: nothing is said about what ended it, or an article was written for it already.
    """
    if not ticket.resolution.strip():
        raise Refusal(f"{ticket} does not say what ended it; resolve it first, in a sentence.")
    written = Article.objects.filter(origin=ticket.number).first()
    if written is not None:
        raise Refusal(f"{written} was written for {ticket} already.")
    text = _without_people(ticket, by)
    new = NewArticle(text=text, service=ticket.service, audience="desk", origin=ticket.number)
    with transaction.atomic():
        article = write_article(by=by, at=at, new=new)
        _note(ticket, "incident.article_written", article, by=by, at=at)
    return article


def _note(ticket: Ticket, act: str, article: Article, *, by: User, at: datetime) -> None:
    named = {"article": ["", f"{article}: {article.title[:80]}"]}
    trail.note(ticket.number, act, by=by, at=at, changes=named)


def _without_people(ticket: Ticket, by: User) -> Text:
    people = (ticket.caller, ticket.assignee, by)
    authors = ticket.messages.exclude(author=None).values_list("author__name", flat=True)
    names = {person.name for person in people if person} | set(authors)
    alike = [ticket, *find_alike(ticket, seen_by=by)]
    like = [(other.summary, other.description) for other in alike]

    def clean(text: str) -> str:
        return leave_out_people(text, names=names, like=like)

    told = clean(ticket.description.strip())
    seen = f"## What people see\n\n{told}\n\n" if told else ""
    return Text(
        title=clean(ticket.summary),
        symptoms=f"{clean(ticket.summary)} {told}"[:_SYMPTOMS],
        body=f"{seen}## What helps\n\n{clean(ticket.resolution.strip())}",
    )


@needs("desk.work")
def resolve_and_keep(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    resolution: str,
    closure_code: str = "",
    proof: str = "",
    keep: bool = False,
) -> Ticket:
    """Resolve a ticket and, with `keep`, make a draft of an article of it in the same act.

    Raises:
        Refusal: nothing is said about what was done, or the caller is blamed without proof.
        ForbiddenMove: its state does not lead there.
    """
    with transaction.atomic():
        done = resolve_ticket(
            ticket, by=by, at=at, resolution=resolution, closure_code=closure_code, proof=proof
        )
        if keep and not Article.objects.filter(origin=ticket.number).exists():
            write_article_of(done, by=by, at=at)
    return done
