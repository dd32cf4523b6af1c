"""Whether articles work: of those who said and of the tickets that ended, how many were helped."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from groundswell.foundation.accounts.models import User
from groundswell.kernel.statistics import wilson, z_of
from groundswell.knowledge.models import Article, ArticleUse, ArticleVerdict

_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Worth:
    """How often an article helped, of all that is known, with the 90 % range of the share.

    A reader who says so counts, and so does a ticket on which it was used and that was resolved and
    not opened again. Nothing known is not a share of zero.
    """

    readers: int = 0
    readers_helped: int = 0
    tickets: int = 0
    tickets_helped: int = 0
    #: tickets on which it was used and that have not ended
    pending: int = 0

    @property
    def said(self) -> int:
        """Return of how many times it is known whether it helped."""
        return self.readers + self.tickets

    @property
    def helped(self) -> int:
        """Return how often it helped."""
        return self.readers_helped + self.tickets_helped

    @property
    def share(self) -> float | None:
        """Return the share that was helped, None while nothing is known."""
        return self.helped / self.said if self.said else None

    @property
    def range(self) -> tuple[float, float] | None:
        """Return the 90 % range of the share, None while nothing is known."""
        return wilson(self.helped, self.said, z=z_of(_CONFIDENCE)) if self.said else None


def count_worth(articles: Iterable[Article]) -> dict[int, Worth]:
    """Return how often each of these articles helped, by its key; two queries."""
    keys = [article.pk for article in articles]
    said = ArticleVerdict.objects.filter(article__in=keys).values("article")
    verdicts = {
        row["article"]: row
        for row in said.annotate(n=Count("id"), yes=Count("id", filter=Q(helped=True)))
    }
    used = ArticleUse.objects.filter(article__in=keys).values("article")
    uses = {
        row["article"]: row
        for row in used.annotate(
            n=Count("id", filter=Q(worked__isnull=False)),
            yes=Count("id", filter=Q(worked=True)),
            open=Count("id", filter=Q(worked__isnull=True)),
        )
    }
    none = {"n": 0, "yes": 0, "open": 0}
    found = {}
    for key in keys:
        verdict, use = verdicts.get(key, none), uses.get(key, none)
        found[key] = Worth(verdict["n"], verdict["yes"], use["n"], use["yes"], use["open"])
    return found


def list_words(article: Article) -> QuerySet[ArticleVerdict]:
    """Return what readers added, newest first; only those that wrote something."""
    said = article.verdicts.exclude(words="").select_related("given_by")
    return said.order_by("-given_on", "-id")


def list_uses(record: str, *, seen_by: User) -> list[ArticleUse]:
    """Return the articles that were used on a ticket and that this person may see, newest first."""
    uses = ArticleUse.objects.filter(record=record, article__in=Article.objects.visible_to(seen_by))
    return list(uses.select_related("article", "used_by").order_by("-used_at", "-id"))
