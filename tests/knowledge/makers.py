"""Plain functions that make the plainest valid article; a test names only what matters to it."""

from typing import Any

from groundswell.foundation.accounts.models import User
from groundswell.knowledge import actions
from groundswell.knowledge.models import Article
from tests.makers import MONDAY_9AM, make_user

SAID = ("title", "summary", "symptoms", "body")


def make_article(
    *, by: User | None = None, publish: bool = True, audience: str = "everyone", **given: Any
) -> Article:
    by = by or make_user("agent", "champion")
    said = {"title": "Labels come out blank", "body": "Open the lid and **close** it."} | given
    text = actions.Text(**{name: said.pop(name) for name in SAID if name in said})
    new = actions.NewArticle(text=text, audience=audience, **said)
    article = actions.write_article(by=by, at=MONDAY_9AM, new=new)
    return actions.publish_article(article, by=by, at=MONDAY_9AM) if publish else article


def save(
    article: Article, *, by: User, based_on: int, language: str = "en", **said: Any
) -> Article:
    text = actions.Text(**({"title": article.title} | said))
    return actions.save_text(
        article, by=by, at=MONDAY_9AM, text=text, language=language, based_on=based_on
    )
