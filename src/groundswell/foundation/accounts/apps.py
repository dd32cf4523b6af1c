"""The application's entry for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "groundswell.foundation.accounts"
