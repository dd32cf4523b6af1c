"""Which articles: who may see them, which are good to know, which are to be looked at again."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import load_policy, may
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.search.queries import rank
from groundswell.foundation.search.words import cut
from groundswell.knowledge.models import Article, ArticleVerdict
from groundswell.knowledge.queries.worth import Worth, count_worth
from groundswell.knowledge.rules import load_rules
from groundswell.knowledge.states import ArticleKind, ArticleState

#: articles on one page of a list
PAGE = 50

SHOW = {
    "published": "Published",
    "quirks": "Good to know",
    "drafts": "Drafts",
    "retired": "Retired",
}


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list, how often it helped, and why somebody should look at it."""

    article: Article
    worth: Worth
    why: str = ""


def get_article(number: str, *, seen_by: User) -> Article:
    """Return the article with this number, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see; the two are not told apart.
    """
    articles = Article.objects.visible_to(seen_by).select_related("service", "department", "owner")
    return get_object_or_404(articles, number=number)


def list_articles(
    *, seen_by: User, show: str = "published", words: str = "", service: int | None = None
) -> list[ArticleLine]:
    """Return the articles that this person may see, at most fifty.

    With words the best fitting first, else the newest; three queries and two for the words.

    Args:
        seen_by: who looks.
        show: one of `SHOW`; an unknown one is the first.
        words: what was typed.
        service: narrows it to a service, by its key.
    """
    articles = Article.objects.visible_to(seen_by).select_related("service", "owner")
    match show:
        case "drafts":
            articles = articles.filter(state=ArticleState.DRAFT)
        case "retired":
            articles = articles.filter(state=ArticleState.RETIRED)
        case "quirks":
            articles = articles.published().filter(kind=ArticleKind.QUIRK)
        case _:
            articles = articles.published()
    if service is not None:
        articles = articles.filter(service_id=service)
    articles = articles.defer("body").order_by("-written_at", "-id")
    if not cut(words):
        return _with_worth(list(articles[:PAGE]))
    numbers = rank(cut(words)[:12], kinds=("KB",))
    place = {number: at for at, number in enumerate(numbers)}
    found = sorted(articles.filter(number__in=numbers), key=lambda found: place[found.number])
    return _with_worth(found[:PAGE])


def _with_worth(articles: list[Article]) -> list[ArticleLine]:
    worth = count_worth(articles)
    return [ArticleLine(article, worth[article.pk]) for article in articles]


def list_of_origin(origin: str, *, seen_by: User) -> list[Article]:
    """Return the articles that were written for a ticket or a finding, as far as they are seen."""
    articles = Article.objects.visible_to(seen_by).filter(origin=origin).defer("body")
    return list(articles.order_by("id"))


def list_quirks(service: Service, *, seen_by: User) -> list[Article]:
    """Return what is good to know of a service before one meets it."""
    quirks = Article.objects.visible_to(seen_by).published().filter(kind=ArticleKind.QUIRK)
    return list(quirks.filter(service=service).defer("body").order_by("-published_at", "-id")[:10])


def list_due(*, seen_by: User, on: date) -> list[ArticleLine]:
    """Return the published articles that somebody should look at, each with why; at most fifty.

    Those that fail come first: so many have said, and less than the share of knowledge.toml was
    helped. Then those whose day of review is past, the longest ago first.
    """
    if not may(seen_by, "knowledge.work"):
        return []
    rules = load_rules()
    visible = Article.objects.visible_to(seen_by).published().select_related("service", "owner")
    no = ArticleVerdict.objects.filter(helped=False).values("article")
    doubted = visible.filter(Q(pk__in=no) | Q(uses__worked=False)).distinct().defer("body")
    judged = _with_worth(list(doubted))
    failing = [
        ArticleLine(line.article, line.worth, _say_failing(line.worth))
        for line in judged
        if line.worth.said >= rules.least_said
        and line.worth.share is not None
        and line.worth.share < rules.least_share
    ]
    failing.sort(key=lambda line: line.worth.share or 0.0)
    known = {line.article.pk for line in failing}
    late = visible.filter(review_by__lt=on).exclude(pk__in=known).defer("body")
    past = _with_worth(list(late.order_by("review_by", "id")[:PAGE]))
    return [
        *failing,
        *(ArticleLine(line.article, line.worth, "Its day of review is past.") for line in past),
    ][:PAGE]


def _say_failing(worth: Worth) -> str:
    return f"It helped only {worth.helped} of {worth.said} times."


def list_owners() -> QuerySet[User]:
    """Return everyone who writes articles and can sign in, by name."""
    _, roles = load_policy()
    able = [role for role, rights in roles.items() if "knowledge.work" in rights]
    return User.objects.people().filter(roles__role__in=able).distinct().order_by("name")


def tell_acts(number: str) -> QuerySet[AuditEntry]:
    """Return what was done with an article, newest first."""
    entries = AuditEntry.objects.filter(number=number).select_related("actor")
    return entries.order_by("-acted_at", "-id")
