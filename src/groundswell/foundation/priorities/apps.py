"""The application's entry for Django."""

from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "groundswell.foundation.priorities"
