"""The application's entry for Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "groundswell.foundation.search"
