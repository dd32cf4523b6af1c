"""The application's entry for Django."""

from django.apps import AppConfig


class CostsConfig(AppConfig):
    name = "groundswell.servicedesk.costs"
    label = "costs"
