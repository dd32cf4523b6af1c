"""The practices: plain names, a sentence for each level, and what frameworks call them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

#: keys of the cross-walk, with the names of the frameworks
FRAMEWORKS: Mapping[str, str] = {
    "fitsm": "FitSM",
    "iso20000": "ISO/IEC 20000-1:2018",
    "itil4": "ITIL 4",
    "cmmi_svc": "CMMI-SVC 1.3",
    "cobit": "COBIT 2019",
}


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice, in plain words; `frameworks` holds what others call it."""

    key: str
    name: str
    nothing: str
    levels: tuple[str, ...]
    frameworks: Mapping[str, str]

    def sentence(self, level: int) -> str:
        """Return what a level of this practice looks like; levels above 3 add that it is judged."""
        if level == 0:
            return self.nothing
        if level <= len(self.levels):
            return self.levels[level - 1]
        return f"{self.levels[-1]} Its figures are looked at, and something follows from them."


@cache
def load_practices() -> Mapping[str, Practice]:
    """Return the practices by key."""
    file = resources.files("groundswell.analysis").joinpath("data", "practices.toml")
    return {
        key: Practice(
            key=key,
            name=entry["name"],
            nothing=entry["nothing"],
            levels=tuple(entry["levels"]),
            frameworks={name: entry[name] for name in FRAMEWORKS},
        )
        for key, entry in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }
