"""The texts of an article: in the reader's language, in every version, and what differs."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.knowledge.differences import Passage, compare_texts, fold_same
from groundswell.knowledge.models import Article, ArticleText
from groundswell.knowledge.rules import load_rules


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as one reader gets it.

    Attributes:
        text: the text that is shown.
        wanted: the language that was asked for, in words, where there is no text in it; else "".
        is_outdated: whether it is a translation of an older version than the one that holds.
    """

    text: ArticleText
    wanted: str
    is_outdated: bool

    @property
    def language(self) -> str:
        """Return the language of the text, as its readers call it."""
        return say_language(self.text.language)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that an article is written in."""

    code: str
    label: str
    version: int
    is_outdated: bool


def say_language(code: str) -> str:
    """Return a language as its readers call it."""
    return load_rules().languages.get(code, code)


def newest_text(article: Article, language: str) -> ArticleText | None:
    """Return the text that holds in a language, None where there is none."""
    texts = article.texts.filter(language=language).select_related("written_by")
    return texts.order_by("-version").first()


def read_article(article: Article, *, language: str = "") -> Reading:
    """Return the text for a reader: in their language, else in the article's own, and say so.

    Args:
        article: the article.
        language: what the reader prefers, as in "de" or "de-at"; "" has no preference.
    """
    code = language.lower().partition("-")[0]
    text = newest_text(article, code) if code else None
    wanted = ""
    if text is None:
        if code and code != article.language:
            wanted = load_rules().languages.get(code, "")
        text = newest_text(article, article.language)
    if text is None:
        raise ArticleText.DoesNotExist(f"{article} has no text.")
    is_outdated = text.of_version is not None and text.of_version < article.version
    return Reading(text, wanted, is_outdated)


def list_tongues(article: Article) -> list[Tongue]:
    """Return the languages of an article, its own first."""
    rows = article.texts.order_by("version").values_list("language", "version", "of_version")
    newest = {language: (version, of) for language, version, of in rows}
    tongues = [
        Tongue(code, say_language(code), version, of is not None and of < article.version)
        for code, (version, of) in newest.items()
    ]
    return sorted(tongues, key=lambda tongue: (tongue.code != article.language, tongue.label))


def list_versions(article: Article, language: str) -> QuerySet[ArticleText]:
    """Return every text of an article in a language, newest first."""
    texts = article.texts.filter(language=language).select_related("written_by").defer("body")
    return texts.order_by("-version")


def compare_versions(
    article: Article, *, language: str, old: int, new: int
) -> list[tuple[str, list[Passage]]]:
    """Return what differs between two versions, field by field; only fields that differ.

    Raises:
        Http404: there is no such version.
    """
    texts = article.texts.filter(language=language)
    before = get_object_or_404(texts, version=old)
    after = get_object_or_404(texts, version=new)
    fields = (
        ("Title", before.title, after.title),
        ("In one sentence", before.summary, after.summary),
        ("Words by which it is found", before.symptoms, after.symptoms),
        ("Text", before.body, after.body),
    )
    return [(name, fold_same(compare_texts(a, b))) for name, a, b in fields if a != b]
