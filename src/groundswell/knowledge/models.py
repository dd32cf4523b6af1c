"""Articles, every text they ever had, and whether they worked."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.knowledge.states import ARTICLE_LIFE, ArticleKind, ArticleState, Audience

#: a department lies within at most so many others
_DEEPEST = 10


class ArticleQuerySet(models.QuerySet["Article"]):
    """The filters that more than one reader of articles needs."""

    def visible_to(self, user: object) -> Self:
        """What is published for this person; writers also what is not, their own always."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        meant = Q(audience=Audience.EVERYONE)
        if may(user, "desk.see"):
            meant |= Q(audience__in=(Audience.DESK, Audience.DEPARTMENT))
        elif units := _list_units(user):
            meant |= Q(audience=Audience.DEPARTMENT, department__in=units)
        if may(user, "findings.make"):
            meant |= Q(audience=Audience.CHAMPIONS)
        if not may(user, "knowledge.work"):
            meant &= Q(state=ArticleState.PUBLISHED)
        return self.filter(meant | Q(owner=user))

    def published(self) -> Self:
        """Those that are offered."""
        return self.filter(state=ArticleState.PUBLISHED)


def _list_units(user: User) -> list[int]:
    """Return the department of a person and those that it is part of."""
    units: list[int] = []
    unit = user.department_id
    while unit is not None and unit not in units and len(units) < _DEEPEST:
        units.append(unit)
        unit = OrgUnit.objects.filter(pk=unit).values_list("parent_id", flat=True).first()
    return units


class Article(NumberedRecord):
    """What helps, or is good to know before, in the words of whoever looks for it.

    Its text is that of its own language as it holds now; `ArticleText` keeps every text it had.
    """

    prefix = "KB"
    #: every text is kept by itself; the trail says that there is a new version
    untold = frozenset({"summary", "symptoms", "body"})

    kind = models.CharField(max_length=8, choices=ArticleKind.choices, default=ArticleKind.ANSWER)
    state = models.CharField(
        max_length=10, choices=ArticleState.choices, default=ArticleState.DRAFT
    )
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=250)
    summary = models.CharField(max_length=500, blank=True)
    #: the words of people who have the trouble, by which it is found
    symptoms = models.TextField(blank=True)
    body = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.EVERYONE)
    department = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    review_by = models.DateField(null=True, blank=True)
    #: number of the ticket, or key of the finding, that it was written for
    origin = models.CharField(max_length=80, blank=True, db_index=True)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="an_article_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="an_article_is_in_a_known_state", condition=Q(state__in=ArticleState.values)
            ),
            models.CheckConstraint(
                name="an_article_is_for_somebody_known", condition=Q(audience__in=Audience.values)
            ),
            models.CheckConstraint(
                name="an_article_names_its_department_exactly_when_it_is_for_one",
                condition=Q(audience=Audience.DEPARTMENT, department__isnull=False)
                | ~Q(audience=Audience.DEPARTMENT) & Q(department__isnull=True),
            ),
            models.CheckConstraint(
                name="an_article_was_published_before_it_is_offered",
                condition=~Q(state=ArticleState.PUBLISHED) | Q(published_at__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("state", "review_by"), name="articles_by_review"),
            models.Index(fields=("service", "kind"), name="articles_of_a_service"),
        )

    @property
    def next_states(self) -> tuple[ArticleState, ...]:
        """Return the states that can follow, in a stable order."""
        return ARTICLE_LIFE.after(ArticleState(self.state))

    @property
    def is_published(self) -> bool:
        """Tell whether it is offered."""
        return self.state == ArticleState.PUBLISHED

    def move_to(self, state: ArticleState) -> None:
        """Go to another state.

        Raises:
            ForbiddenMove: its life does not lead there.
        """
        ARTICLE_LIFE.check(self, ArticleState(self.state), state)
        self.state = state

    def search_text(self) -> str:
        """Return what a person would look for, in every language; a retired one is not found."""
        if self.state == ArticleState.RETIRED:
            return ""
        own = f"{self.number} {self.title} {self.summary} {self.symptoms} {self.body}"
        if self._state.adding:
            return own
        others = self.texts.exclude(language=self.language).order_by("language", "version")
        newest = {text.language: f"{text.title} {text.summary} {text.body}" for text in others}
        return " ".join((own, *newest.values()))


class ArticleText(models.Model):
    """One text of an article in one language. It is never altered: a new one is a new version."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=250)
    summary = models.CharField(max_length=500, blank=True)
    symptoms = models.TextField(blank=True)
    body = models.TextField(blank=True)
    #: of a translation: the version of the article's own language that it says
    of_version = models.PositiveIntegerField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "article", "language", "version", name="a_text_has_its_own_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article} {self.language} {self.version}"


class ArticleVerdict(models.Model):
    """What a reader says: did it help? Once a day for each version; the last word holds."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="verdicts")
    version = models.PositiveIntegerField()
    helped = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "article", "version", "given_by", "given_on", name="a_reader_says_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article}: {'helped' if self.helped else 'did not help'}"


class ArticleUse(models.Model):
    """A ticket on which an article was used; whether it worked is known when the ticket ends."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="uses")
    version = models.PositiveIntegerField()
    #: number of the ticket
    record = models.CharField(max_length=32, db_index=True)
    used_at = models.DateTimeField()
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: true once the ticket was resolved, false when it was opened again, null until then
    worked = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("article", "record", name="an_article_is_used_there_once"),
            models.CheckConstraint(
                name="a_used_article_has_a_version",
                condition=Q(version__gte=1),
            ),
        )

    def __str__(self) -> str:
        return f"{self.article} on {self.record}"
