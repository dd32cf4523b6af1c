"""The REST door of knowledge."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, need_one_of, require
from groundswell.knowledge import actions, queries
from groundswell.knowledge.models import Article
from groundswell.knowledge.queries.worth import Worth

router = Router(tags=["knowledge"])


class WorthOut(Schema):
    """How often it helped, of all that is known, with the 90 % range; null while nothing is."""

    said: int
    helped: int
    share: float | None
    low: float | None
    high: float | None


class ArticleOut(Schema):
    """An article, as programs see it."""

    number: str
    kind: str
    state: str
    language: str
    title: str
    summary: str
    version: int
    service: str | None
    audience: str
    owner: str | None
    review_by: date | None
    published_at: datetime | None
    worth: WorthOut


class ArticleDetail(ArticleOut):
    """An article with its text, in the language that was asked for or its own."""

    text_language: str
    text_version: int
    is_outdated: bool
    symptoms: str
    body: str
    languages: list[str]


class ArticleWordsIn(Schema):
    """What an article says."""

    title: str = Field(min_length=1)
    summary: str = ""
    symptoms: str = ""
    body: str = ""


class ArticleIn(ArticleWordsIn):
    """An article to write down, as a draft."""

    kind: str = "answer"
    language: str = "en"


class ArticleTextIn(ArticleWordsIn):
    """The next text of a language; `based_on` is the version that its writer had before them."""

    language: str = "en"
    based_on: int = Field(ge=0)


class ArticleVerdictIn(Schema):
    """Whether it helped."""

    helped: bool
    words: str = ""


class ArticleOffer(Schema):
    """An article that fits what is told, how well (0 to 1) and why."""

    number: str
    title: str
    summary: str
    score: float
    why: list[str]


@router.get("/articles", response=list[ArticleOut])
def list_articles(request: ApiRequest, q: str = "", show: str = "published") -> list[ArticleOut]:
    """List the articles that the caller may see, at most fifty; with `q` the best fitting."""
    need_one_of("show", show, queries.SHOW)
    lines = queries.list_articles(seen_by=request.auth, show=show, words=q[:200])
    return [ArticleOut(**_facts(line.article, line.worth)) for line in lines]


@router.get("/articles/fitting", response=list[ArticleOffer])
def offer_articles(request: ApiRequest, text: str) -> list[ArticleOffer]:
    """Return the articles that fit a trouble as it is told, best first."""
    return [
        ArticleOffer(
            number=found.article.number,
            title=found.article.title,
            summary=found.article.summary,
            score=found.score,
            why=list(found.why),
        )
        for found in queries.offer(text[:2250], seen_by=request.auth)
    ]


@router.get("/articles/{number}", response=ArticleDetail)
def get_article(request: ApiRequest, number: str, language: str = "") -> ArticleDetail:
    """Return one article; 404 when there is none or it is not the caller's to see."""
    return _detail(queries.get_article(number, seen_by=request.auth), language)


@router.post("/articles", response={201: ArticleDetail})
def write_article(request: ApiRequest, given: ArticleIn) -> Status[ArticleDetail]:
    """Write an article down, as a draft."""
    user = require(request, "knowledge.work")
    said = given.dict()
    about = {name: said.pop(name) for name in ("kind", "language")}
    new = actions.NewArticle(text=actions.Text(**said), **about)
    article = actions.write_article(by=user, at=timezone.now(), new=new)
    return Status(201, _detail(article, given.language))


@router.post("/articles/{number}/texts", response=ArticleDetail)
def save_text(request: ApiRequest, number: str, given: ArticleTextIn) -> ArticleDetail:
    """Save the next text of a language; 409 when somebody saved another one meanwhile."""
    user = require(request, "knowledge.work")
    article = queries.get_article(number, seen_by=user)
    said = given.dict()
    about = {name: said.pop(name) for name in ("language", "based_on")}
    text = actions.Text(**said)
    saved = actions.save_text(article, by=user, at=timezone.now(), text=text, **about)
    return _detail(saved, given.language)


@router.post("/articles/{number}/verdicts", response=WorthOut)
def judge_article(request: ApiRequest, number: str, given: ArticleVerdictIn) -> WorthOut:
    """Say whether it helped; the last word of a day holds."""
    article = queries.get_article(number, seen_by=request.auth)
    at = timezone.now()
    actions.judge_article(article, by=request.auth, at=at, helped=given.helped, words=given.words)
    return _worth(queries.count_worth([article])[article.pk])


def _facts(article: Article, worth: Worth) -> dict[str, Any]:
    plain = ("number", "kind", "state", "language", "title", "summary", "version", "audience",
             "review_by", "published_at")  # fmt: skip
    return {name: getattr(article, name) for name in plain} | {
        "service": article.service.name if article.service else None,
        "owner": str(article.owner) if article.owner else None,
        "worth": _worth(worth),
    }


def _worth(worth: Worth) -> WorthOut:
    low, high = worth.range or (None, None)
    return WorthOut(said=worth.said, helped=worth.helped, share=worth.share, low=low, high=high)


def _detail(article: Article, language: str) -> ArticleDetail:
    reading = queries.read_article(article, language=language)
    facts = _facts(article, queries.count_worth([article])[article.pk])
    text = reading.text
    return ArticleDetail(
        **{**facts, "title": text.title, "summary": text.summary},
        text_language=text.language,
        text_version=text.version,
        is_outdated=reading.is_outdated,
        symptoms=text.symptoms,
        body=text.body,
        languages=[tongue.code for tongue in queries.list_tongues(article)],
    )
