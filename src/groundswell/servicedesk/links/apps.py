"""The application's entry for Django."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "groundswell.servicedesk.links"
    label = "links"
