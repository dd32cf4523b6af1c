"""The application's entry for Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "groundswell.catalogue"
