"""The application's entry for Django."""

from django.apps import AppConfig


class RecurringConfig(AppConfig):
    name = "groundswell.servicedesk.recurring"
    label = "recurring"
