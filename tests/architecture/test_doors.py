"""A door translates, calls one verb or question, and translates back; only verbs write."""

import ast

from source_tree import RULES, is_exempt, modules, modules_called

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


def test_doors_have_no_query_of_their_own() -> None:
    asked = [
        (module.name, node.lineno)
        for module in modules_called(*RULES["doors"]["files"])
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]

    assert not asked, "ask queries.py"


def test_only_verbs_write() -> None:
    verbs = modules_called(*WRITING["verbs"])
    writes = [
        (module.name, call.lineno)
        for module in modules()
        if module not in verbs and not is_exempt(module.name, WRITING["exempt"])
        for call in module.calls
        if writes_to_the_database(call)
    ]

    assert not writes


def test_a_numbered_record_is_saved_by_the_trail_alone() -> None:
    from groundswell.foundation.numbering.models import NumberedRecord  # noqa: PLC0415

    numbered = {kind.__name__ for kind in descendants(NumberedRecord)}

    saved = [
        (module.name, call.lineno)
        for module in modules_called(*WRITING["verbs"])
        if not is_exempt(module.name, WRITING["exempt"])
        for call in module.calls
        if writes_to_the_database(call)
        and (call.func.attr == "save" or names(call.func.value) & numbered)
    ]

    assert not saved


def names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def descendants(kind: type) -> set[type]:
    return {kind}.union(*(descendants(child) for child in kind.__subclasses__()))


def test_no_two_doors_describe_different_content_under_one_name() -> None:
    described: dict[str, set[str]] = {}
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and is_content(node):
                described.setdefault(node.name, set()).add(module.name)

    twice = {name: sorted(where) for name, where in described.items() if len(where) > 1}
    assert twice == {}, "the OpenAPI document keeps the last of them for all"


def is_content(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "Schema" for base in node.bases)
