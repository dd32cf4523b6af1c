"""The application's entry for Django."""

from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    name = "groundswell.servicedesk.satisfaction"
    label = "satisfaction"
