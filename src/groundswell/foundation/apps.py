"""The application that carries shared templates and tags."""

from django.apps import AppConfig

from groundswell.foundation.refused import let_boxes_take_all, say_in_own_words


class FoundationConfig(AppConfig):
    name = "groundswell.foundation"

    def ready(self) -> None:
        """Let forms cut nothing, and say what they refuse in our own words."""
        say_in_own_words()
        let_boxes_take_all()
