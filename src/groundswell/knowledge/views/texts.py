"""Writing articles: a new one, another text or language, versions and what differs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.knowledge import actions, queries
from groundswell.knowledge.differences import compare_texts, fold_same
from groundswell.knowledge.forms import NewArticleForm, RewritingForm, VersionForm
from groundswell.knowledge.models import Article
from groundswell.knowledge.queries.texts import say_language
from groundswell.knowledge.rules import load_rules

#: versions on the page, newest first
_VERSIONS = 100


@for_right("knowledge.work")
def new_article(request: PageRequest) -> HttpResponse:
    """Write an article down; what the address says of it is filled in."""
    names = ("title", "symptoms", "service", "kind")
    start = {name: request.GET[name][:2000] for name in names if name in request.GET}
    form = NewArticleForm(request.POST or None, initial={"language": "en", **start})
    article = carry_out(
        form,
        lambda: actions.write_article(by=request.user, at=timezone.now(), new=form.new_article()),
    )
    if article:
        messages.info(request, "It is a draft. Read it once more, then publish it.")
        return redirect("knowledge:article", article.number)
    status = 422 if form.errors else 200
    return render(request, "knowledge/new_article.html", {"form": form}, status=status)


@for_right("knowledge.work")
def text(request: PageRequest, number: str) -> HttpResponse:
    """Write another text of an article, or translate it; nobody's text is overwritten."""
    article = queries.get_article(number, seen_by=request.user)
    if request.method != "POST":
        return _write(request, article, request.GET.get("language", "") or article.language)
    form = RewritingForm(request.POST)
    language = form.data.get("language", "")[:8] or article.language
    if not form.is_valid():
        return _write(request, article, language, form)
    try:
        actions.save_text(
            article,
            by=request.user,
            at=timezone.now(),
            text=form.text(),
            language=language,
            based_on=form.cleaned_data["based_on"] or 0,
        )
    except actions.Overtaken as overtaken:
        form.add_error(None, str(overtaken))
        return _write(request, article, language, form, is_overtaken=True)
    except (Refusal, BadInput) as refusal:
        form.add_error(None, str(refusal))
        return _write(request, article, language, form)
    messages.info(request, "Saved as a new version.")
    address = redirect("knowledge:article", number)
    address["Location"] += f"?language={language}"
    return address


def _write(
    request: PageRequest,
    article: Article,
    language: str,
    form: RewritingForm | None = None,
    *,
    is_overtaken: bool = False,
) -> HttpResponse:
    """Show the form; of a text that was overtaken also what is new in the one that was saved."""
    if language not in load_rules().languages:
        language = article.language
    newest = queries.newest_text(article, language)
    based_on = newest.version if newest else 0
    context: dict[str, Any] = {
        "article": article,
        "language": language,
        "language_words": say_language(language),
        "is_translation": language != article.language,
        "source": queries.newest_text(article, article.language),
        "newest": newest,
    }
    if form is None:
        names = ("title", "summary", "symptoms", "body")
        start = {name: getattr(newest, name) for name in names} if newest else {}
        form = RewritingForm(initial={**start, "based_on": based_on, "language": language})
    elif is_overtaken and newest is not None:
        context["differences"] = [
            (label, fold_same(compare_texts(form.data.get(name, ""), getattr(newest, name))))
            for name, label in (("title", "Title"), ("summary", "Sentence"), ("body", "Text"))
        ]
        # the next try is based on what was just shown
        form.data = {**dict(form.data.items()), "based_on": str(based_on)}
    context["form"] = form
    status = 422 if form.errors else 200
    return render(request, "knowledge/text.html", context, status=status)


@require_GET
@for_right("knowledge.work")
def versions(request: PageRequest, number: str) -> HttpResponse:
    """Show the versions of a language, and what differs between two of them."""
    article = queries.get_article(number, seen_by=request.user)
    language = request.GET.get("language", "") or article.language
    kept = list(queries.list_versions(article, language)[:_VERSIONS])
    newest = kept[0].version if kept else 1
    new = _version(request.GET.get("new", ""), newest)
    old = _version(request.GET.get("old", ""), max(new - 1, 1))
    context = {
        "article": article,
        "language": language,
        "language_words": say_language(language),
        "versions": kept,
        "old": old,
        "new": new,
        "newest": newest,
        "differences": queries.compare_versions(article, language=language, old=old, new=new),
    }
    return render(request, "knowledge/versions.html", context)


def _version(said: str, otherwise: int) -> int:
    return int(said) if said.isdecimal() and len(said) < 7 else otherwise


@require_POST
@for_right("knowledge.work")
def restoration(request: PageRequest, number: str) -> HttpResponse:
    """Let an older text hold again."""
    article = queries.get_article(number, seen_by=request.user)
    form = VersionForm(request.POST)
    if form.is_valid():
        with told_refusals(request):
            actions.restore_version(
                article, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            said = form.cleaned_data
            messages.info(request, f"Version {said['version']} holds again, as a new version.")
    else:
        messages.warning(request, "Choose the version that shall hold again.")
    return redirect("knowledge:article", number)
