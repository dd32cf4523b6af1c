"""A door translates, calls one verb or question, and translates back; only verbs write."""

import ast

import pytest
from source_tree import RULES, Module, is_exempt, modules, modules_called

WRITING = RULES["writing"]
QUERYSETS = {"objects", "_default_manager", "all", "filter", "exclude"}


def attributes(node: ast.AST) -> set[str]:
    return {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def writes_to_the_database(call: ast.Call) -> bool:
    """Tell a queryset's or a record's write from a dict's `update` or a hash's."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITING["calls"]:
        return False
    if call.func.attr == "save":
        return True
    return bool(attributes(call.func.value) & QUERYSETS)


@pytest.mark.parametrize(
    "module", modules_called(*RULES["doors"]["files"]), ids=lambda module: module.name
)
def test_a_door_has_no_query_of_its_own(module: Module) -> None:
    lines = [
        node.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]

    assert not lines, "ask queries.py"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_only_verbs_write(module: Module) -> None:
    writes = [call.lineno for call in module.calls if writes_to_the_database(call)]

    may_write = module in modules_called(*WRITING["verbs"])
    assert not writes or may_write or is_exempt(module.name, WRITING["exempt"])


@pytest.mark.parametrize(
    "module", modules_called(*WRITING["verbs"]), ids=lambda module: module.name
)
def test_a_numbered_record_is_saved_by_the_trail_alone(module: Module) -> None:
    if is_exempt(module.name, WRITING["exempt"]):
        return
    from groundswell.foundation.numbering.models import NumberedRecord  # noqa: PLC0415

    numbered = {kind.__name__ for kind in descendants(NumberedRecord)}

    saved = [
        call.lineno
        for call in module.calls
        if writes_to_the_database(call)
        and (call.func.attr == "save" or names(call.func.value) & numbered)
    ]

    assert not saved


def names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def descendants(kind: type) -> set[type]:
    return {kind}.union(*(descendants(child) for child in kind.__subclasses__()))
