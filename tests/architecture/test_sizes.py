"""Small is a rule: what does not fit on a few screens is read by nobody."""

import ast

from source_tree import RULES, is_exempt, modules

SIZES = RULES["sizes"]


def test_files_are_short() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules()}

    assert not {
        name: length
        for name, length in lengths.items()
        if length > SIZES["file"] and not is_exempt(name, SIZES["exempt"])
    }


def test_functions_are_short() -> None:
    assert not {
        (module.name, function.name): length
        for module in modules()
        for function in module.functions
        if (length := lines_of(function)) > SIZES["function"]
    }


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring: an explanation is never too long."""
    first = function.body[0]
    has_words = ast.get_docstring(function, clean=False) is not None
    words = first.end_lineno - first.lineno + 1 if has_words else 0
    return function.end_lineno - function.lineno + 1 - words


def test_every_exemption_is_still_needed() -> None:
    long = {m.name for m in modules() if len(m.text.splitlines()) > SIZES["file"]}

    assert set(SIZES["exempt"]) <= long
