"""The application's entry for Django."""

from django.apps import AppConfig


class BriefsConfig(AppConfig):
    name = "groundswell.improvement.briefs"
    label = "briefs"
