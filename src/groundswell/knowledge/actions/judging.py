"""Whether articles work: what readers say, and how the tickets ended on which they were used."""

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.knowledge.models import Article, ArticleUse, ArticleVerdict
from groundswell.knowledge.rules import load_rules


def judge_article(
    article: Article, *, by: User, at: datetime, helped: bool, words: str = ""
) -> ArticleVerdict:
    """Say whether it helped; once a day for each version, and the last word of a day holds.

    The same answer once more, without a reason, leaves the reason that was given.

    Raises:
        NotAllowed: this person may not read it.
        Refusal: more words than anybody reads.
    """
    if not Article.objects.visible_to(by).filter(pk=article.pk).exists():
        raise NotAllowed(f"{article} is not for you to read.")
    most = load_rules().longest_words
    if len(words) > most:
        raise Refusal(f"{len(words):,} characters are too many here; {most:,} are the most.")
    today: dict[str, Any] = {
        "article": article,
        "version": article.version,
        "given_by": by,
        "given_on": at.date(),
    }
    with transaction.atomic():
        alike = ArticleVerdict.objects.filter(**today, helped=helped)
        reason = words.strip() or alike.values_list("words", flat=True).first() or ""
        verdict, _ = ArticleVerdict.objects.update_or_create(
            **today, defaults={"helped": helped, "words": reason}
        )
        act = "article.did_help" if helped else "article.did_not_help"
        trail.note(article.number, act, by=by, at=at)
    return verdict


@needs("knowledge.work")
def use_article(article: Article, *, by: User, at: datetime, record: str) -> ArticleUse:
    """Note that it is used on a ticket; how the ticket ends says whether it worked.

    Raises:
        Refusal: it is not offered (any more), or was used there already.
    """
    if not article.is_published:
        raise Refusal(f"{article} is {article.get_state_display().lower()}; look for another one.")
    with transaction.atomic():
        use, is_new = ArticleUse.objects.get_or_create(
            article=article,
            record=record,
            defaults={"version": article.version, "used_at": at, "used_by": by},
        )
        if not is_new:
            raise Refusal(f"{article} was used on {record} already.")
        trail.note(
            article.number, "article.used_on_ticket", by=by, at=at, changes={"ticket": ["", record]}
        )
    return use


def judge_uses(*, by: User | None, at: datetime, record: str, worked: bool) -> int:
    """Keep, when a ticket ends or is opened again, whether what was used on it worked.

    Part of the verb that ends the ticket, inside its transaction; returns how many articles it was.
    """
    del by, at  # the trail of the ticket says who and when
    return ArticleUse.objects.filter(record=record).update(worked=worked)
