"""Keeping articles: for whom they are, whether they are offered, until when they are trusted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.knowledge.models import Article
from groundswell.knowledge.rules import load_rules
from groundswell.knowledge.states import ArticleKind, ArticleState, Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What an article is about and for whom it is written."""

    kind: str
    audience: str
    service: Service | None = None
    department: OrgUnit | None = None
    owner: User | None = None
    review_by: date | None = None


@needs("knowledge.work")
def place_article(article: Article, *, by: User, at: datetime, placement: Placement) -> Article:
    """Say what it is about, for whom it is, who answers for it and until when it is trusted.

    Raises:
        Refusal: it is for one department, and none is named.
        BadInput: the kind or the audience is not known.
    """
    if placement.kind not in ArticleKind.values or placement.audience not in Audience.values:
        raise BadInput("Choose what it is good for and for whom it is, from the lists.")
    is_for_one = placement.audience == Audience.DEPARTMENT
    if is_for_one and placement.department is None:
        raise Refusal("Say which department it is for, or choose another audience.")
    with trail.change(article, "article.placed", by=by, at=at) as fresh:
        fresh.kind, fresh.audience = placement.kind, placement.audience
        fresh.service = placement.service
        fresh.department = placement.department if is_for_one else None
        fresh.owner, fresh.review_by = placement.owner, placement.review_by
    return fresh


@needs("knowledge.work")
def publish_article(article: Article, *, by: User, at: datetime) -> Article:
    """Offer it from now on to those for whom it is.

    Raises:
        Refusal: it says nothing yet.
        ForbiddenMove: it is published already, or retired.
    """
    with trail.change(article, "article.published", by=by, at=at) as fresh:
        if not fresh.body.strip() and not fresh.summary.strip():
            raise Refusal(f"{fresh} says nothing yet; write what helps, then publish it.")
        fresh.move_to(ArticleState.PUBLISHED)
        fresh.published_at = at
    return fresh


@needs("knowledge.work")
def rework_article(article: Article, *, by: User, at: datetime) -> Article:
    """Make a draft of it again: it is not offered until it is published.

    Raises:
        ForbiddenMove: it is a draft already.
    """
    with trail.change(article, "article.reworked", by=by, at=at) as fresh:
        fresh.move_to(ArticleState.DRAFT)
    return fresh


@needs("knowledge.work")
def retire_article(article: Article, *, by: User, at: datetime) -> Article:
    """Stop offering it; whoever has a link to it is told that it does not hold any more.

    Raises:
        ForbiddenMove: it is retired already.
    """
    with trail.change(article, "article.retired", by=by, at=at) as fresh:
        fresh.move_to(ArticleState.RETIRED)
    return fresh


@needs("knowledge.work")
def review_article(
    article: Article, *, by: User, at: datetime, review_by: date | None = None
) -> Article:
    """Say that it still holds, until a day; without one for as long as a new article."""
    until = review_by or (at + timedelta(days=load_rules().review_after_days)).date()
    if until <= at.date():
        raise Refusal("Choose a day in the future, on which somebody looks again.")
    with trail.change(article, "article.reviewed", by=by, at=at) as fresh:
        fresh.review_by = until
    return fresh
