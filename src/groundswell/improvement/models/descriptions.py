"""Where it is written down how a process is run."""

from django.db import models

from groundswell.knowledge.models import Article
from groundswell.knowledge.states import ArticleState


class ProcessDescription(models.Model):
    """The article that says how a process is run, and when somebody last agreed that it holds."""

    #: a key of processes.toml
    process = models.CharField(max_length=40, unique=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="describes")
    described_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.process}: {self.article}"

    @property
    def holds(self) -> bool:
        """Tell whether its article can be followed: not one that is written yet, or was retired."""
        return self.article.state == ArticleState.PUBLISHED
