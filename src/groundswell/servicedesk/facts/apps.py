"""The application's entry for Django."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "groundswell.servicedesk.facts"
    label = "facts"
