"""The application's entry for Django."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "groundswell.servicedesk.work"
    label = "work"
