"""The application's entry for Django."""

from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "groundswell.problems"
