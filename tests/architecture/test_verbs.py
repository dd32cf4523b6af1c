"""Every change is a verb: who, when, by what right, and a sentence that says what it does."""

import ast
from collections.abc import Iterator

import pytest
from source_tree import RULES, Module, modules_called

RIGHT = {"needs", "may", "NotAllowed", "need_own_or_desk"}
VERBS = RULES["verbs"]


def verbs() -> list[tuple[Module, ast.FunctionDef]]:
    return [
        (module, node)
        for module in modules_called("actions.py")
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.name not in VERBS["questions"]
    ]


def asks_for_a_right(module: Module, verb: ast.FunctionDef) -> bool:
    """Look in the verb, its decorators and the private functions of the module that it calls."""
    private = {f.name: f for f in module.functions if f.name.startswith("_")}
    seen: set[str] = set()
    waiting: list[ast.AST] = [verb]
    while waiting:
        names = {node.id for node in ast.walk(waiting.pop()) if isinstance(node, ast.Name)}
        if names & RIGHT:
            return True
        waiting += [private[name] for name in names & private.keys() - seen]
        seen |= names
    return False


def test_a_verb_says_who_when_what_and_by_what_right() -> None:
    assert not {
        verb.name: wrong for module, verb in verbs() if (wrong := list(faults(module, verb)))
    }


def faults(module: Module, verb: ast.FunctionDef) -> Iterator[str]:
    by_name = {argument.arg for argument in verb.args.kwonlyargs}
    if len((*verb.args.posonlyargs, *verb.args.args)) > 1:
        yield "one record to act on; the rest by name"
    if "at" not in by_name:
        yield "the door reads the clock, the verb is told"
    if "by" not in by_name and verb.name not in VERBS["without_by"]:
        yield "who acts stands in the trail"
    if not ast.get_docstring(verb):
        yield "say what it does"
    if verb.name not in VERBS["open_to_all"] and not asks_for_a_right(module, verb):
        yield "say what right"


@pytest.mark.parametrize("exemption", ["questions", "without_by", "open_to_all"])
def test_every_exemption_is_still_there(exemption: str) -> None:
    functions = {f.name for module in modules_called("actions.py") for f in module.functions}

    assert set(VERBS[exemption]) <= functions
