"""The application's entry for Django."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "groundswell.knowledge"
