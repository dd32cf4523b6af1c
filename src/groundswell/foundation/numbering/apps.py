"""The application's entry for Django."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "groundswell.foundation.numbering"
