"""Writing articles: every saved text is a version of its own, and nobody's is overwritten."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.search import index
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.knowledge.models import Article, ArticleText
from groundswell.knowledge.rules import load_rules
from groundswell.knowledge.states import ArticleKind, Audience


class Overtaken(Refusal):
    """Somebody saved another text meanwhile; both are there to be put together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What an article says: title, one sentence, the words of those who look for it, Markdown."""

    title: str
    summary: str = ""
    symptoms: str = ""
    body: str = ""

    def checked(self) -> "Text":
        """Return it without the space around.

        Raises:
            Refusal: it has no title, or is too long for anybody to read.
        """
        rules = load_rules()
        kept = Text(
            title=" ".join(self.title.split()),
            summary=" ".join(self.summary.split()),
            symptoms=self.symptoms.strip(),
            body=self.body.replace("\r\n", "\n").strip(),
        )
        if not kept.title:
            raise Refusal("An article needs a title; by it people know whether it is theirs.")
        for name, value, most in (
            ("title", kept.title, 250),
            ("sentence", kept.summary, 500),
            ("list of words", kept.symptoms, rules.longest_symptoms),
            ("text", kept.body, rules.longest_body),
        ):
            if len(value) > most:
                raise Refusal(
                    f"The {name} has {len(value):,} characters; {most:,} are the most. "
                    "Nothing is saved: make two of it, or keep what is long in a file."
                )
        if "\x00" in f"{kept.title}{kept.summary}{kept.symptoms}{kept.body}":
            raise BadInput("The text holds a sign that no database keeps (NUL); take it out.")
        return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article to write down; it begins as a draft."""

    text: Text
    language: str = "en"
    kind: str = ArticleKind.ANSWER
    service: Service | None = None
    audience: str = Audience.EVERYONE
    department: OrgUnit | None = None
    #: number of the ticket, or key of the finding, that it is written for
    origin: str = ""


@needs("knowledge.work")
def write_article(*, by: User, at: datetime, new: NewArticle) -> Article:
    """Write an article down, as a draft.

    Raises:
        Refusal: it has no title, or is too long.
        BadInput: its language or kind is not known.
    """
    text = new.text.checked()
    _check_language(new.language)
    if new.kind not in ArticleKind.values:
        raise BadInput(f'"{new.kind}" is no kind of article.')
    if (new.audience == Audience.DEPARTMENT) != (new.department is not None):
        raise Refusal("Say which department it is for, exactly where it is for one.")
    with transaction.atomic():
        article = trail.begin(
            Article(
                kind=new.kind,
                language=new.language,
                title=text.title,
                summary=text.summary,
                symptoms=text.symptoms,
                body=text.body,
                service=new.service,
                audience=new.audience,
                department=new.department,
                owner=by,
                review_by=(at + timedelta(days=load_rules().review_after_days)).date(),
                origin=new.origin[:80],
                written_at=at,
            ),
            "article.written",
            by=by,
            at=at,
        )
        _keep(article, new.language, 1, text, by=by, at=at)
    return article


@needs("knowledge.work")
def save_text(
    article: Article, *, by: User, at: datetime, text: Text, language: str, based_on: int
) -> Article:
    """Save a text as the next version of its language.

    Args:
        article: the article.
        by: who wrote it.
        at: when.
        text: what it says from now on.
        language: the article's own, or another one: then it is a translation of what the article
            says now.
        based_on: the version of this language that the writer had before them; 0 for none.

    Raises:
        Overtaken: somebody saved another text meanwhile. Nothing is lost and nothing saved.
        Refusal: it has no title, is too long, or says what the last version says.
        BadInput: the language is not known.
    """
    text = text.checked()
    _check_language(language)
    is_own = language == article.language
    act = "article.rewritten" if is_own else "article.translated"
    with trail.change(article, act, by=by, at=at) as fresh:
        newest = fresh.texts.filter(language=language).order_by("-version").first()
        version = newest.version if newest else 0
        if version != based_on:
            who = (newest.written_by if newest else None) or "Somebody"
            raise Overtaken(
                f"{who} saved version {version} while you wrote on version {based_on}. "
                "Yours is not lost: it stands below. Take over what is new, then save again."
            )
        if newest and _says(newest) == text and newest.of_version in {None, fresh.version}:
            raise Refusal("That is what the article says already; nothing is saved.")
        _keep(fresh, language, version + 1, text, by=by, at=at)
        if is_own:
            fresh.title, fresh.summary = text.title, text.summary
            fresh.symptoms, fresh.body = text.symptoms, text.body
            fresh.version = version + 1
    if not is_own:
        trail.note(
            article.number,
            act,
            by=by,
            at=at,
            changes={"language": ["", f"{language} {version + 1}"]},
        )
        index.put([fresh])
    return fresh


@needs("knowledge.work")
def restore_version(
    article: Article, *, by: User, at: datetime, language: str, version: int
) -> Article:
    """Let an older text hold again, as a new version; what came between stays readable.

    Raises:
        Refusal: there is no such version, or it is the one that holds.
    """
    texts = article.texts.filter(language=language)
    old = texts.filter(version=version).first()
    newest = texts.order_by("-version").first()
    if old is None or newest is None:
        raise Refusal(f"{article} has no version {version} in this language.")
    return save_text(
        article, by=by, at=at, text=_says(old), language=language, based_on=newest.version
    )


def _keep(
    article: Article, language: str, version: int, text: Text, *, by: User, at: datetime
) -> None:
    ArticleText.objects.create(
        article=article,
        language=language,
        version=version,
        title=text.title,
        summary=text.summary,
        symptoms=text.symptoms,
        body=text.body,
        of_version=None if language == article.language else article.version,
        written_at=at,
        written_by=by,
    )


def _says(text: ArticleText) -> Text:
    return Text(title=text.title, summary=text.summary, symptoms=text.symptoms, body=text.body)


def _check_language(language: str) -> None:
    known = load_rules().languages
    if language not in known:
        raise BadInput(f'"{language[:20]}" is no language of articles; use {", ".join(known)}.')
