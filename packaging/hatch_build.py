"""Compile forms, translations and resources before hatchling collects the files of a wheel or an editable install."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's configuration type is private
    """Run packaging/build_assets.py, which also runs alone for work on forms and words."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the assets into the source tree, from where the wheel takes them as artifacts."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "packaging"))
        try:
            from build_assets import build  # found only once the folder is on the path
        finally:
            sys.path.pop(0)
        build(root, root / "src" / "weeklypm" / "_built")
