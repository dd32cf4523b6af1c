"""The application's entry for Django."""

from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "groundswell.measurement"
