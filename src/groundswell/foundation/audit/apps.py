"""The application's entry for Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "groundswell.foundation.audit"
