"""Small is a rule: what does not fit on a few screens is read by nobody."""

import ast

import pytest
from source_tree import RULES, Module, is_exempt, modules

SIZES = RULES["sizes"]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_file_is_short(module: Module) -> None:
    lines = len(module.text.splitlines())

    assert lines <= SIZES["file"] or is_exempt(module.name, SIZES["exempt"]), lines


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_function_is_short(module: Module) -> None:
    long = {
        function.name: length
        for function in module.functions
        if (length := lines_of(function)) > SIZES["function"]
    }

    assert not long


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring: an explanation is never too long."""
    first = function.body[0]
    has_words = ast.get_docstring(function, clean=False) is not None
    words = first.end_lineno - first.lineno + 1 if has_words else 0
    return function.end_lineno - function.lineno + 1 - words


def test_every_exemption_is_still_needed() -> None:
    long = {m.name for m in modules() if len(m.text.splitlines()) > SIZES["file"]}

    assert set(SIZES["exempt"]) <= long
