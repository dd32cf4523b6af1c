"""The application's entry for Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "groundswell.portal"
