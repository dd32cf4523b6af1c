"""The source as the architecture tests read it."""

import ast
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "groundswell"
RULES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("rules.toml").read_text())


@dataclass(frozen=True)
class Module:
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(SOURCE).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]

    @property
    def calls(self) -> list[ast.Call]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]


@cache
def modules() -> tuple[Module, ...]:
    found = (path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
    return tuple(Module(path) for path in sorted(found))


def modules_called(*names: str) -> list[Module]:
    """Return modules by file name, and those of a folder that took the file's place."""
    folders = {name.removesuffix(".py") for name in names}
    return [
        module
        for module in modules()
        if module.path.name in names or module.path.parent.name in folders
    ]


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def is_exempt(name: str, exempt: dict[str, str]) -> bool:
    return any(name == entry or name.startswith(entry) for entry in exempt if entry)
