"""The application's entry for Django."""

from django.apps import AppConfig


class LevelsConfig(AppConfig):
    name = "groundswell.measurement.levels"
    label = "levels"
