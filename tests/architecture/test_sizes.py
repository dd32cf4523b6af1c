"""Small is a rule: what does not fit on a few screens is read by nobody."""

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
        if (length := function.end_lineno - function.lineno + 1) > SIZES["function"]
    }

    assert not long


def test_every_exemption_is_still_needed() -> None:
    long = {m.name for m in modules() if len(m.text.splitlines()) > SIZES["file"]}

    assert set(SIZES["exempt"]) == long
