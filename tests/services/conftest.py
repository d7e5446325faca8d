from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services_desk import Bench, open_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = open_bench(tmp_path)
    yield made
    made.workspace.close()
