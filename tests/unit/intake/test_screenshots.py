"""Screenshots are checked by content and re-encoded."""

import io
import struct
import zlib

import pytest
from PIL import Image

from services.intake.screenshots import LONG_EDGE_PIXELS, encode
from shared.errors import InvalidInput


def picture(kind: str, width: int = 40, height: int = 30, **options: object) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(output, kind, **options)
    return output.getvalue()


def png_bomb() -> bytes:
    """A PNG of 65,535 x 65,535 pixels in some kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 65_535, 65_535, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(4_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/png"), ("GIF", "image/png")],
)
async def test_given_a_picture_when_encoded_then_it_is_png_or_jpeg(kind: str, media_type: str) -> None:
    encoded = await encode(picture(kind))
    assert (encoded.media_type, encoded.width, encoded.height) == (media_type, 40, 30)
    with Image.open(io.BytesIO(encoded.content)) as kept:
        assert kept.size == (40, 30)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
async def test_given_a_large_picture_when_encoded_then_its_long_edge_is_bounded(kind: str) -> None:
    encoded = await encode(picture(kind, 3200, 1600))
    assert (encoded.width, encoded.height) == (LONG_EDGE_PIXELS, LONG_EDGE_PIXELS // 2)


async def test_given_metadata_when_encoded_then_none_is_left() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at the customer's site"
    encoded = await encode(picture("JPEG", exif=exif.tobytes(), comment=b"secret"))
    assert b"customer" not in encoded.content
    assert b"secret" not in encoded.content


async def test_given_a_turned_picture_when_encoded_then_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    encoded = await encode(picture("JPEG", 40, 30, exif=exif.tobytes()))
    assert (encoded.width, encoded.height) == (30, 40)


async def test_given_an_animation_when_encoded_then_its_first_frame_is_kept() -> None:
    output = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])
    encoded = await encode(output.getvalue())
    with Image.open(io.BytesIO(encoded.content)) as kept:
        assert kept.convert("RGB").getpixel((4, 4)) == (255, 0, 0)


@pytest.mark.parametrize(
    "content",
    [b"", b"just text", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", picture("BMP"), png_bomb()],
    ids=["empty", "text", "svg", "pdf", "bmp", "bomb"],
)
async def test_given_what_is_no_picture_of_ours_when_encoded_then_it_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="not_a_picture"):
        await encode(content)


async def test_given_too_many_pixels_when_encoded_then_it_is_refused_by_its_header() -> None:
    with pytest.raises(InvalidInput, match="picture_too_large"):
        await encode(picture("PNG", 8000, 6000))


async def test_given_a_cut_picture_when_encoded_then_it_is_refused() -> None:
    whole = picture("PNG", 300, 300)
    with pytest.raises(InvalidInput, match="damaged_picture"):
        await encode(whole[: len(whole) // 2])
