"""What the desk of the invented company has written down so far, and how it fared."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from groundswell.catalogue.models import Service
from groundswell.cli.demo.wording import data
from groundswell.foundation.accounts.models import User
from groundswell.knowledge import actions
from groundswell.knowledge.models import Article
from groundswell.servicedesk.models import Ticket

Told = Mapping[str, Any]


def follow_knowledge(*, by: User, at: datetime) -> None:
    """Write the articles of the demo, use them on tickets and let readers say whether they helped.

    Args:
        by: the champion, who writes them.
        at: the last moment of the story.
    """
    services = {service.name: service for service in Service.objects.all()}
    readers = list(User.objects.filter(roles__role="caller").order_by("id")[:12])
    for told in data("knowledge")["article"]:
        then = at - timedelta(days=told["days"])
        article = _write(told, services.get(told["service"]), by=by, at=then)
        if told.get("draft"):
            continue
        article = actions.publish_article(article, by=by, at=then)
        _translate(article, told, by=by, at=then)
        _use(article, told, by=by, since=then)
        for place, reader in enumerate(readers[: told.get("said", 0)]):
            moment = then + timedelta(days=place + 1)
            helped = place < told["yes"]
            actions.judge_article(article, by=reader, at=moment, helped=helped)


def _write(told: Told, service: Service | None, *, by: User, at: datetime) -> Article:
    names = ("title", "summary", "symptoms", "body")
    said = {name: told[name] for name in names if name in told}
    text = actions.Text(**said)
    first = actions.Text(**said | {"body": told["before"]}) if "before" in told else text
    kind = told.get("kind", "answer")
    new = actions.NewArticle(text=first, kind=kind, service=service, audience=told["audience"])
    article = actions.write_article(by=by, at=at, new=new)
    if first == text:
        return article
    return actions.save_text(article, by=by, at=at, text=text, language="en", based_on=1)


def _translate(article: Article, told: Told, *, by: User, at: datetime) -> None:
    if "german_title" not in told:
        return
    text = actions.Text(
        title=told["german_title"], summary=told["german_summary"], body=told["german_body"]
    )
    actions.save_text(article, by=by, at=at, text=text, language="de", based_on=0)


def _use(article: Article, told: Told, *, by: User, since: datetime) -> None:
    """Note it as used on some tickets, each of which says whether it came back."""
    if not told.get("used"):
        return
    like = Ticket.objects.filter(summary__icontains=told["word"], opened_at__gt=since)
    ended = like.filter(resolved_at__isnull=False).order_by("-opened_at")[: told["used"]]
    for ticket in ended:
        at = ticket.resolved_at or since
        actions.use_article(article, by=by, at=at, record=ticket.number)
        worked = ticket.reopens == 0
        actions.judge_uses(by=by, at=at, record=ticket.number, worked=worked)
