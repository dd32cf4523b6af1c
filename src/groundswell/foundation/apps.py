"""The application that carries shared templates and tags."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "groundswell.foundation"
