"""The application's entry for Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "groundswell.imports"
