"""Commands that need the records start Django here, and nowhere else."""

import os


def start_django() -> None:
    """Load the settings and every application; harmless when done twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    import django  # noqa: PLC0415 (commands without records must not pay for it)

    django.setup()


def open_records() -> None:
    """Start what an act on the records needs: Django, and the database in the form of this version.

    A command calls it before it acts, and not its group, as help needs neither.
    """
    start_django()
    _migrate_quietly()


def is_at_this_version() -> bool:
    """Tell whether the database has every table in the form that this version knows."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _migrate_quietly() -> None:
    """Bring the database to this version without a word."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    # With nothing to do, the command still goes through the whole history of the tables.
    if not is_at_this_version():
        from groundswell.cli.first_tables import has_no_tables, make_tables  # noqa: PLC0415

        if has_no_tables(connection):
            make_tables(connection)
        call_command("migrate", interactive=False, verbosity=0)
