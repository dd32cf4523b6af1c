"""What can happen to an article: each function is one act with one entry in the trail."""

from groundswell.knowledge.actions.judging import judge_article, judge_uses, use_article
from groundswell.knowledge.actions.keeping import (
    Placement,
    place_article,
    publish_article,
    retire_article,
    review_article,
    rework_article,
)
from groundswell.knowledge.actions.writing import (
    NewArticle,
    Overtaken,
    Text,
    restore_version,
    save_text,
    write_article,
)

__all__ = [
    "NewArticle",
    "Overtaken",
    "Placement",
    "Text",
    "judge_article",
    "judge_uses",
    "place_article",
    "publish_article",
    "restore_version",
    "retire_article",
    "review_article",
    "rework_article",
    "save_text",
    "use_article",
    "write_article",
]
