"""The application's entry for Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "groundswell.servicedesk.files"
    label = "files"
