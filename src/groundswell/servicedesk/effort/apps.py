"""The application's entry for Django."""

from django.apps import AppConfig


class EffortConfig(AppConfig):
    name = "groundswell.servicedesk.effort"
    label = "effort"
