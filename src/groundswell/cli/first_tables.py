"""All tables in a database that has none: the same steps as ever, in a tenth of the time.

Before each step of the history of the tables, Django draws anew whatever model the step touches
and every model around it, and here each is around nearly every other: some 13,000 models for 130
tables, half a minute in which somebody waits for a first page. A step that only adds has no need
of the neighbours. Django draws all of them again before code asks the records of a step, as it
does after its own delayed steps (`ProjectState.is_delayed`).
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

#: What only adds, or asks for fresh models by itself. After any other step neighbours are drawn.
ADDING = (
    operations.AddConstraint,
    operations.AddField,
    operations.AddIndex,
    operations.CreateModel,
    operations.RemoveConstraint,
    operations.RemoveIndex,
    operations.RunPython,
    operations.RunSQL,
)


def has_no_tables(database: BaseDatabaseWrapper) -> bool:
    """Tell whether the database is empty."""
    return not database.introspection.table_names()


def make_tables(database: BaseDatabaseWrapper, *, apps: Sequence[str] = ()) -> None:
    """Go through the history of the tables, in a database that has none yet.

    What Django does once all tables are there is left to its own command.

    Args:
        database: the empty one.
        apps: whose tables to make, with those that they need; by default all.
    """
    executor = _FromNothing(database)
    state = Growing(real_apps=executor.loader.unmigrated_apps)
    last = executor.loader.graph.leaf_nodes()
    executor.migrate([step for step in last if not apps or step[0] in apps], state=state)


class Growing(ProjectState):
    """The models at one step of the history.

    `migrate` takes a state and Django lets nobody say which models a step draws anew: it offers
    neither a setting nor an argument for it. So what a state does for a changed model is said here,
    by names that Django uses from one of its modules in another, and none that it keeps to itself.
    """

    #: whether a model is drawn without its neighbours
    alone = False

    def reload_model(self, app_label: str, model_name: str, *given: bool, **named: bool) -> None:
        """Draw one model anew, with its neighbours or without them."""
        if self.alone:
            self.reload_models([(app_label, model_name)])
        else:
            super().reload_model(app_label, model_name, *given, **named)

    def reload_models(self, models: list[tuple[str, str]], *given: bool, **named: bool) -> None:
        """Draw models anew, with their neighbours or without them."""
        if not self.alone:
            super().reload_models(models, *given, **named)
        elif "apps" in self.__dict__:  # nothing is drawn before somebody asks for it
            self.is_delayed = True
            for key in models:
                self.apps.unregister_model(*key)
            self.apps.render_multiple([self.models[key] for key in models])


class _FromNothing(MigrationExecutor):
    def apply_migration(
        self, state: ProjectState, migration: Migration, *given: bool, **named: bool
    ) -> ProjectState:
        if isinstance(state, Growing):
            _make_ready(state, migration)
        return super().apply_migration(state, migration, *given, **named)


def _make_ready(state: Growing, migration: Migration) -> None:
    state.alone = all(isinstance(step, ADDING) for step in migration.operations)
    if not state.alone:
        state.clear_delayed_apps_cache()
        state.is_delayed = False
        state.apps  # noqa: B018 (drawn here, for the state before as well as for the one after)
