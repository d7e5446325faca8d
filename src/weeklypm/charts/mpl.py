"""Set matplotlib up once, before anything else of it is imported: its folder, our fonts, reproducible files.

Import this module first wherever matplotlib is used, and late: it takes half a second. matplotlib's cache goes to our
own folder, where a rebuild of its font list (up to 0.2 s) survives; system fonts are not searched, since only the
bundled ones are drawn with. MPL_IGNORE_SYSTEM_FONTS is taken back after the import: while it is set, 3.11 also ignores
fonts that were added by hand. Nothing uses pyplot.
"""

from __future__ import annotations

import os
from typing import Final

from platformdirs import user_cache_path

from weeklypm import assets

_IGNORE: Final = "MPL_IGNORE_SYSTEM_FONTS"


def _own_folder() -> bool:
    if os.environ.get("MPLCONFIGDIR"):
        return False
    os.environ["MPLCONFIGDIR"] = str(user_cache_path("weeklypm", appauthor=False) / "matplotlib")
    return True


if _own_folder() and _IGNORE not in os.environ:
    os.environ[_IGNORE] = "1"
    try:
        from matplotlib import font_manager
    finally:
        del os.environ[_IGNORE]
else:
    from matplotlib import font_manager

import matplotlib as mpl  # noqa: E402  the folder is read at import

FACE_FILES: Final = (
    ("Inter-Regular.otf", "Inter-SemiBold.otf"),
    ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf"),
)
FAMILIES: Final = ("Inter", "BIZ UDPGothic", "DejaVu Sans")
DATA = mpl.get_data_path()

for _pair in FACE_FILES:
    for _name in _pair:
        font_manager.fontManager.addfont(str(assets.path("fonts", _name)))

# We alone use matplotlib in this process, so these hold for all of it and need no lock.
mpl.rcParams["svg.fonttype"] = "none"
mpl.rcParams["svg.hashsalt"] = "weeklypm"
mpl.rcParams["font.family"] = list(FAMILIES)
mpl.rcParams["path.simplify"] = False
