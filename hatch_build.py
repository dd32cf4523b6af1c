"""Puts the built browser code and fonts into the wheel (and the source archive)."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = ("src/groundswell/static/dist", "src/groundswell/analysis/brief/fonts")


class AssetsHook(BuildHookInterface):
    """Builds what git does not hold; an editable install leaves that to tools/bootstrap.py."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build and add the files, unless they came along in a source archive."""
        if version == "editable":
            return
        root = Path(self.root)
        if (root / "frontend").exists():
            sys.path.insert(0, str(root / "tools"))
            import assets  # noqa: PLC0415 - found only in the source tree

            assets.build_if_changed(python=Path(sys.executable))
        build_data["artifacts"].extend(f"/{folder}/" for folder in BUILT)
