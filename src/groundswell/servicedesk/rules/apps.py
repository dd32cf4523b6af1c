"""The application's entry for Django."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "groundswell.servicedesk.rules"
    label = "servicedesk_rules"
