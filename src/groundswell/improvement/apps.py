"""The application's entry for Django."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "groundswell.improvement"
