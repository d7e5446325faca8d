"""Put pictures beside each other under captions, and write the whole small enough to be kept with the sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from weeklypm import assets

GAP, CAPTION, EDGE = 16, 28, 24
GROUND, INK = "#d9d9d6", "#1a1b1e"
COLOURS = 256


@dataclass(frozen=True)
class Tile:
    """Hold one picture and what is written above it."""

    caption: str
    picture: Image.Image

    def scaled(self, width: int) -> Tile:
        """Return the picture at a width in px, its proportions kept."""
        if width == self.picture.width:
            return self
        height = round(self.picture.height * width / self.picture.width)
        return Tile(self.caption, self.picture.resize((width, height), Image.Resampling.LANCZOS))


def load(path: Path) -> Image.Image:
    """Return a picture from a file."""
    with Image.open(path) as opened:
        return opened.convert("RGB")


def sheet(title: str, rows: list[list[Tile]], width: int = 1920) -> Image.Image:
    """Return rows of tiles, those of a row equally wide and together as wide as the sheet, in px."""
    inner = width - 2 * EDGE
    fitted = [[tile.scaled((inner - GAP * (len(row) - 1)) // len(row)) for tile in row] for row in rows]
    heights = [max(tile.picture.height for tile in row) for row in fitted]
    whole = Image.new("RGB", (width, 2 * EDGE + 40 + sum(height + CAPTION + GAP for height in heights)), GROUND)
    pen = ImageDraw.Draw(whole)
    pen.text((EDGE, EDGE), title, INK, _font("Inter-SemiBold.otf", 22))
    top = EDGE + 40
    for row, height in zip(fitted, heights, strict=True):
        left = EDGE
        for tile in row:
            pen.text((left, top), tile.caption, INK, _font("Inter-Regular.otf", 15))
            whole.paste(tile.picture, (left, top + CAPTION - 4))
            left += tile.picture.width + GAP
        top += height + CAPTION + GAP
    return whole


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(assets.path("fonts", name)), size)


def write(picture: Image.Image, path: Path, colours: int = COLOURS) -> Path:
    """Write a picture as a PNG of few colours and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    return path
