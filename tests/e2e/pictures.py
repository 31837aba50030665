"""Files that tests upload: pictures, what is none, and what explodes."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from tests.e2e.kit import Person, ok

SECRET_COMMENT = "camera-serial-0042"


def screenshot(form: str = "PNG") -> bytes:
    """A small picture with words, and with a comment that must not be kept."""
    picture = Image.new("RGB", (320, 200), "white")
    ImageDraw.Draw(picture).text((10, 90), "0x80070005 Access is denied", fill="black")
    comment = PngInfo()
    comment.add_text("Comment", SECRET_COMMENT)
    output = io.BytesIO()
    picture.save(output, form, **({"pnginfo": comment} if form == "PNG" else {}))
    return output.getvalue()


def png_bomb(edge: int = 65_535) -> bytes:
    """A few hundred kilobytes that say they are a picture of `edge` by `edge` pixels."""
    header = struct.pack(">IIBBBBB", edge, edge, 1, 0, 0, 0, 0)
    line = b"\0" + bytes((edge + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(line * 1024) for _ in range(edge // 1024)) + packer.flush()
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def zip_bomb(mebibytes: int = 100) -> bytes:
    """A small archive of very many zeros."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(mebibytes * 1024 * 1024))
    return output.getvalue()


async def upload(person: Person, content: bytes, name: str = "shot.png", media_type: str = "image/png") -> str:
    """Upload a file; the address for `image_urls`."""
    files = {"file": (name, content, media_type)}
    url: str = ok(await person.http.post("/api/v1/uploads", files=files), status=201)["url"]
    return url
