"""The application that carries shared templates and tags."""

from django.apps import AppConfig

from groundswell.foundation.refused import say_in_own_words


class FoundationConfig(AppConfig):
    name = "groundswell.foundation"

    def ready(self) -> None:
        """Say what forms refuse in our own words."""
        say_in_own_words()
