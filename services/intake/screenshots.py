"""Screenshots: checked by what they are, not by what they are called, and re-encoded so that nothing rides along.

The pixel limit is checked from the header before anything is decoded: a small file may hold a huge picture.
"""

import asyncio
import io
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError

from shared.errors import InvalidInput

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MAX_PIXELS = 40_000_000
LONG_EDGE_PIXELS = 1568
"""The most that a model looks at; more only costs."""
JPEG_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as it is kept; sizes in pixels."""

    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    content: bytes


async def encode(content: bytes) -> Encoded:
    """The picture re-encoded, upright, at most `LONG_EDGE_PIXELS` long, without metadata; the first frame of a GIF.

    Raises:
        InvalidInput: it is not a PNG, JPEG, WebP or GIF, is damaged, or has too many pixels.
    """
    return await asyncio.to_thread(_encode, content)


def _encode(content: bytes) -> Encoded:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            _check_pixels(image)
            image.draft("RGB", (LONG_EDGE_PIXELS, LONG_EDGE_PIXELS))
            return _kept(image)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise InvalidInput(
            "not_a_picture", "A screenshot is not a PNG, JPEG, WebP or GIF picture. Send it in one of these forms."
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        # What Pillow raises for broken files depends on the format.
        raise InvalidInput("damaged_picture", "A screenshot is damaged and cannot be read. Take it again.") from None


def _check_pixels(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise InvalidInput(
            "picture_too_large",
            f"A screenshot has more than {MAX_PIXELS // 1_000_000} million pixels. Send the part that matters.",
        )


def _kept(image: Image.Image) -> Encoded:
    is_photo = image.format == "JPEG"
    picture = image.convert("RGB" if is_photo or not image.has_transparency_data else "RGBA")
    picture.thumbnail((LONG_EDGE_PIXELS, LONG_EDGE_PIXELS))
    upright = ImageOps.exif_transpose(picture)
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    output = io.BytesIO()
    if is_photo:
        bare.save(output, "JPEG", quality=JPEG_QUALITY)
        return Encoded("image/jpeg", bare.width, bare.height, output.getvalue())
    bare.save(output, "PNG", optimize=False)
    return Encoded("image/png", bare.width, bare.height, output.getvalue())
