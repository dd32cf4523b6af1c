"""The application's entry for Django."""

from django.apps import AppConfig


class CmdbConfig(AppConfig):
    name = "groundswell.cmdb"
