"""The application's entry for Django."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "groundswell.servicedesk.texts"
    label = "texts"
