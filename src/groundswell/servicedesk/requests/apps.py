"""The application's entry for Django."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "groundswell.servicedesk.requests"
    label = "requests"
