"""The application's entry for Django."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "groundswell.servicedesk.promises"
