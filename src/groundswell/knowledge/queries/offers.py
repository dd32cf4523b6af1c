"""Articles offered for a trouble while it is told: one call for every door."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from groundswell.analysis.text.stems import stem
from groundswell.analysis.text.wordlists import title_words, word_lists
from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.search import index
from groundswell.foundation.search.newest import Reading
from groundswell.foundation.search.words import cut, telling
from groundswell.knowledge.models import Article
from groundswell.knowledge.queries.worth import Worth, count_worth

#: so many words are asked for, so many articles of each, and so many of all are looked at closely
_WORDS, _EACH, _CLOSE = 10, 120, 30
#: the share of what all telling words weigh that an article has to hold
_LEAST = 0.34
#: a single word is enough where so few articles hold it and it stands in the title
_RARE = 20
_SAME_SERVICE = 0.2
#: the weight of a word that no article holds: it may be the very thing, or anything
_UNHEARD = math.log(1 + 4 * _EACH / _RARE)


@dataclass(frozen=True, slots=True)
class Offer:
    """An article that may help, how well it fits (0 to 1), and why it is shown."""

    article: Article
    score: float
    why: tuple[str, ...]
    worth: Worth


def offer(
    text: str, *, service: Service | None = None, seen_by: User, limit: int = 3
) -> list[Offer]:
    """Return the published articles that fit what is told, best first, as far as they are seen.

    A word counts the more the fewer articles hold it, and more in the title or among the words by
    which the article is to be found. Words that no article holds count too: one chance word of
    many makes no answer. A dozen short questions of the index, whatever it holds.

    Args:
        text: the trouble, in the words of whoever has it.
        service: what it is about, where that is known; an article of the same fits better.
        seen_by: who asks.
        limit: how many at most.
    """
    empty = _list_empty()
    words = [word for word in telling(text, most=4 * _WORDS) if word not in empty][:_WORDS]
    weights, held = _look_up(words)
    if not held:
        return []
    total = sum(weights.values())
    scores = {number: sum(weights[word] for word in has) / total for number, has in held.items()}
    close = sorted(scores, key=lambda number: (-scores[number], number))[:_CLOSE]
    visible = Article.objects.visible_to(seen_by).published().filter(number__in=close)
    fitting = [
        found
        for article in visible.select_related("service").defer("body")
        if (found := _fit(article, scores[article.number], held[article.number], weights, service))
    ]
    fitting.sort(key=lambda found: (-found[1], found[0].number))
    worth = count_worth([article for article, _, _ in fitting[:limit]])
    return [
        Offer(article, score, why, worth[article.pk]) for article, score, why in fitting[:limit]
    ]


@cache
def _list_empty() -> frozenset[str]:
    """Return the words that say only that there is trouble, or that something is wanted."""
    lists = word_lists()
    said = lists.stop | lists.generic | lists.dangling | title_words().wants
    return frozenset(part for word in said for part in cut(word))


def _look_up(words: Sequence[str]) -> tuple[dict[str, float], dict[str, set[str]]]:
    """Return what each word weighs, and which of them each article holds."""
    weights: dict[str, float] = {}
    held: dict[str, set[str]] = {}
    reading = Reading()
    for word in words:
        numbers = index.find_stems([word], kinds=("KB",), limit=_EACH, reading=reading)
        if not numbers:
            weights[word] = _UNHEARD
            continue
        weights[word] = math.log(1 + 4 * _EACH / len(numbers))
        for number in numbers:
            held.setdefault(number, set()).add(word)
    return weights, held


def _fit(
    article: Article,
    share: float,
    words: set[str],
    weights: dict[str, float],
    service: Service | None,
) -> tuple[Article, float, tuple[str, ...]] | None:
    named = {stem(word) for word in cut(f"{article.title} {article.symptoms}")}
    leading = {word for word in words if stem(word) in named}
    same = service is not None and article.service_id == service.pk
    is_rare = any(weights[word] > math.log(1 + 4 * _EACH / _RARE) for word in leading)
    if not (len(words) > 1 and leading) and not is_rare:
        return None
    score = min(1.0, share * (0.7 + 0.3 * len(leading) / len(words)) + (_SAME_SERVICE * same))
    if score < _LEAST:
        return None
    shown = sorted(words, key=lambda word: (word not in leading, -weights[word], word))[:4]
    why = [f"it is about {', '.join(shown)}"]
    if same:
        why.append(f"it belongs to {article.service}")
    return article, score, tuple(why)
