"""Commands that need the records start Django here, and nowhere else."""

import os


def start_django() -> None:
    """Load the settings and every application; harmless when done twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    import django  # noqa: PLC0415 (commands without records must not pay for it)

    django.setup()


def migrate_quietly() -> None:
    """Bring the database to this version without a word."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
