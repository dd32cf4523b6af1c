"""The application's entry for Django."""

from django.apps import AppConfig


class BusinessConfig(AppConfig):
    name = "groundswell.catalogue.business"
    label = "business"
