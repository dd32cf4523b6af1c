"""The application's entry for Django."""

from django.apps import AppConfig


class ServicedeskConfig(AppConfig):
    name = "groundswell.servicedesk"
