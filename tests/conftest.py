"""What holds for every test: a home of its own, fixed time zone and locale, and nothing left behind."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import leftovers
import pytest
from hypothesis import HealthCheck, settings

_HOME = Path(tempfile.mkdtemp(prefix="weeklypm-tests-"))

# Set before any library looks: matplotlib, Qt and platformdirs read their places at import.
os.environ.update(
    HOME=str(_HOME),
    USERPROFILE=str(_HOME),
    XDG_CONFIG_HOME=str(_HOME / "config"),
    XDG_DATA_HOME=str(_HOME / "data"),
    XDG_CACHE_HOME=str(_HOME / "cache"),
    XDG_STATE_HOME=str(_HOME / "state"),
    MPLCONFIGDIR=str(_HOME / "matplotlib"),
    LC_ALL="C.UTF-8",
    LANG="C.UTF-8",
    # Far from UTC, so that a local time taken for UTC shows.
    TZ="Asia/Tokyo",
    NO_COLOR="1",
    COLUMNS="120",
)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in ("LANGUAGE", "FORCE_COLOR", "WEEKLYPM_WORKSPACE", "QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR"):
    os.environ.pop(name, None)
if hasattr(time, "tzset"):
    time.tzset()

# The same hundred examples every time make a steady gate; the soak looks for new ones. Time is no failure:
# the machine may be busy.
_STEADY = [HealthCheck.too_slow]
settings.register_profile("default", max_examples=100, deadline=None, derandomize=True, suppress_health_check=_STEADY)
settings.register_profile(
    "soak", max_examples=5000, deadline=None, database=None, print_blob=True, suppress_health_check=_STEADY
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long loops to `make soak`, which names their mark or sets the profile."""
    if "soak" in (config.option.markexpr or "") or os.environ.get("HYPOTHESIS_PROFILE") == "soak":
        return
    skip = pytest.mark.skip(reason="a long loop: `make soak` runs it")
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Take what all tests share, modules above all, out of the garbage collection that follows each test.

    Walking it took a tenth of a second, a hundred times as long as what a test itself leaves to collect.
    """
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Remove the tests' home."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a running QThread, an active QTimer or a window behind, and name it."""
    before = leftovers.inventory()
    yield
    left = leftovers.since(before)
    if left:
        pytest.fail(f"{request.node.nodeid} leaves behind: {', '.join(left)}", pytrace=False)
