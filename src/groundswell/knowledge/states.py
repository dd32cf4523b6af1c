"""The life of an article and for whom it is written, as data."""

from django.db import models

from groundswell.kernel.lifecycle import Lifecycle


class ArticleState(models.TextChoices):
    """Where an article is in its life."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


ARTICLE_LIFE = Lifecycle(
    {
        ArticleState.DRAFT: frozenset({ArticleState.PUBLISHED, ArticleState.RETIRED}),
        ArticleState.PUBLISHED: frozenset({ArticleState.DRAFT, ArticleState.RETIRED}),
        ArticleState.RETIRED: frozenset({ArticleState.DRAFT}),
    }
)


class ArticleKind(models.TextChoices):
    """What an article is good for."""

    ANSWER = "answer", "What helps"
    QUIRK = "quirk", "Good to know before"


class Audience(models.TextChoices):
    """For whom an article is written."""

    EVERYONE = "everyone", "Everyone"
    DEPARTMENT = "department", "One department"
    DESK = "desk", "The desk"
    CHAMPIONS = "champions", "Champions"
