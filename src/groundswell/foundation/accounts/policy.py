"""Who may do what: roles and rights from roles.toml, asked at every verb."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import NotAllowed

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@cache
def load_policy() -> tuple[Mapping[str, str], Mapping[str, frozenset[str]]]:
    """Return the rights with their words, and the rights of each role."""
    data = _read()
    roles = {name: frozenset(role["rights"]) for name, role in data["roles"].items()}
    return data["rights"], roles


def describe_roles() -> Mapping[str, str]:
    """Return what each role does, in words."""
    return {name: f"{role['label']}: {role['does']}" for name, role in _read()["roles"].items()}


def _read() -> Any:
    return tomllib.loads(Path(__file__).with_name("roles.toml").read_text(encoding="utf-8"))


def rights_of(user: object) -> frozenset[str]:
    """Return every right that a signed-in person holds through their roles.

    None when deactivated, and none where nobody is signed in.
    """
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    return _rights_of_roles(user.role_names)


@cache
def _rights_of_roles(names: frozenset[str]) -> frozenset[str]:
    # few roles, so few sets of them; a page asks for the rights of one person fifty times
    _, roles = load_policy()
    return frozenset().union(*(roles[role] for role in names if role in roles))


def may(user: object, right: str) -> bool:
    """Tell whether this is a signed-in person who holds the right."""
    return right in rights_of(user)


def needs(right: str) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Let a verb run only for a person (its `by`) who holds the right."""

    def guard(verb: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        @wraps(verb)
        def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            person = kwargs["by"]
            if not may(person, right):
                words, _ = load_policy()
                raise NotAllowed(
                    f'{person} may not do this; it needs the right "{words[right]}". '
                    "An administrator can give it."
                )
            return verb(*args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]  # read by the permission tests
        return guarded

    return guard
