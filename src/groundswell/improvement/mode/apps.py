"""The application's entry for Django."""

from django.apps import AppConfig


class ModeConfig(AppConfig):
    name = "groundswell.improvement.mode"
    label = "improvement_mode"
