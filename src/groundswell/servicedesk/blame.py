"""Endings that lay the trouble on whoever called, and what they need."""

import re
import tomllib
from functools import cache
from pathlib import Path

from groundswell.kernel.errors import Refusal


@cache
def _pattern() -> re.Pattern[str]:
    text = Path(__file__).with_name("blame.toml").read_text(encoding="utf-8")
    return re.compile(tomllib.loads(text)["pattern"], re.IGNORECASE)


def is_blame(words: str) -> bool:
    """Tell whether words lay the trouble on whoever called."""
    return bool(_pattern().search(words))


def need_proof(closure_code: str, proof: str) -> None:
    """Pass an ending, unless it blames somebody and nothing shows it.

    Raises:
        Refusal: it says that the caller did something wrong, and not what shows that.
    """
    if is_blame(closure_code) and not proof.strip():
        raise Refusal(
            f"“{closure_code}” needs something that shows it, such as what was pressed and what "
            "the page said then. Write it under “What shows it?”, or leave the kind of ending "
            "empty: most slips are a trap in the thing itself."
        )
