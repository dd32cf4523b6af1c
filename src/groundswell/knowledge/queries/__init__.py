"""Questions about articles that carry a rule."""

from groundswell.knowledge.queries.looking import (
    SHOW,
    ArticleLine,
    get_article,
    list_articles,
    list_due,
    list_of_origin,
    list_owners,
    list_quirks,
    tell_acts,
)
from groundswell.knowledge.queries.offers import Offer, offer
from groundswell.knowledge.queries.texts import (
    Reading,
    Tongue,
    compare_versions,
    list_tongues,
    list_versions,
    newest_text,
    read_article,
)
from groundswell.knowledge.queries.worth import Worth, count_worth, list_uses, list_words

__all__ = [
    "SHOW",
    "ArticleLine",
    "Offer",
    "Reading",
    "Tongue",
    "Worth",
    "compare_versions",
    "count_worth",
    "get_article",
    "list_articles",
    "list_due",
    "list_of_origin",
    "list_owners",
    "list_quirks",
    "list_tongues",
    "list_uses",
    "list_versions",
    "list_words",
    "newest_text",
    "offer",
    "read_article",
    "tell_acts",
]
