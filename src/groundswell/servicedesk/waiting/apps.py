"""The application's entry for Django."""

from django.apps import AppConfig


class WaitingConfig(AppConfig):
    name = "groundswell.servicedesk.waiting"
    label = "waiting"
