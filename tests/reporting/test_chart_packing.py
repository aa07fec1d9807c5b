"""Pictures for Office files: packed well, and not a pixel changed."""

from __future__ import annotations

import struct
import zlib

from hypothesis import given
from hypothesis import strategies as st

from advisor.reporting.charts.packing import repacked

HEAD = b"\x89PNG\r\n\x1a\n"


def part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(pixels: bytes, pieces: int) -> bytes:
    """A PNG file whose pixels are not packed at all, in several pieces."""
    loose = zlib.compress(pixels, 0)
    step = max(1, len(loose) // pieces)
    held = b"".join(part(b"IDAT", loose[at : at + step]) for at in range(0, len(loose), step))
    size = part(b"IHDR", struct.pack(">IIBBBBB", 3, 5, 8, 6, 0, 0, 0))
    return HEAD + size + part(b"pHYs", b"012345678") + held + part(b"tEXt", b"a\0b") + part(b"IEND", b"")


def parts(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], len(HEAD)
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size]) == (zlib.crc32(kind + body),)
        found.append((kind, body))
        at += 12 + size
    return found


@given(st.binary(min_size=1, max_size=400), st.integers(1, 4))
def test_pixels_and_all_else_stay(pixels: bytes, pieces: int) -> None:
    found = parts(repacked(picture(pixels, pieces)))
    assert [kind for kind, _ in found] == [b"IHDR", b"pHYs", b"IDAT", b"tEXt", b"IEND"]
    assert zlib.decompress(found[2][1]) == pixels


def test_it_saves_room_and_leaves_what_is_no_png() -> None:
    assert len(repacked(picture(bytes(50_000), 3))) < 500
    assert repacked(b"GIF89a") == b"GIF89a"
