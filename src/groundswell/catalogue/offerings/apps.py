"""The application's entry for Django."""

from django.apps import AppConfig


class OfferingsConfig(AppConfig):
    name = "groundswell.catalogue.offerings"
    label = "offerings"
