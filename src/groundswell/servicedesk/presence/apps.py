"""The application's entry for Django."""

from django.apps import AppConfig


class PresenceConfig(AppConfig):
    name = "groundswell.servicedesk.presence"
    label = "presence"
