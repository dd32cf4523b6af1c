"""The application's entry for Django."""

from django.apps import AppConfig


class MajorConfig(AppConfig):
    name = "groundswell.servicedesk.major"
    label = "major"
