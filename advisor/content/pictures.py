"""Pictures from a person's files: what they are by their bytes, how large, and whether they are harmless."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from advisor.model.brand import Logo

PICTURE_LIMIT = 3_000_000
"""Bytes that a picture may have."""
_LARGEST = 10_000
_SIDE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px|pt|mm|cm|in)?\s*$")
_FETCHES = re.compile(r"(?i)url\s*\(\s*['\"]?(?!['\"]?\s*#)|@import|javascript:")
_LIVE = frozenset(("script", "foreignobject", "image", "iframe", "use", "animate", "set", "handler", "audio"))


class NotAPicture(ValueError):
    """The bytes are no picture that a report can carry; the text says why, for its reader."""


def picture(data: bytes) -> Logo:
    """A PNG, JPEG or SVG.

    Raises:
        NotAPicture: it is none of these, is broken, or is an SVG that would run or fetch something.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _sized(data, "image/png", _png_size(data))
    if data.startswith(b"\xff\xd8"):
        return _sized(data, "image/jpeg", _jpeg_size(data))
    if b"<svg" in data[:4096]:
        return _sized(data, "image/svg+xml", _svg_size(data))
    raise NotAPicture("this is no PNG, JPEG or SVG picture")


def _sized(data: bytes, media_type: str, size: tuple[int, int]) -> Logo:
    width, height = size
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise NotAPicture(f"a picture of {width} by {height} is of no use as a logo")
    return Logo(data=data, media_type=media_type, width=width, height=height)


def _png_size(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR" or len(data) < 24:
        raise NotAPicture("this PNG is broken")
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """From the first start-of-frame segment; segments are a marker, a length and that many bytes."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    raise NotAPicture("this JPEG is broken")


def _svg_size(data: bytes) -> tuple[int, int]:
    # Without a document type there are no entities, so the parser has nothing to expand.
    if re.search(rb"(?i)<!(DOCTYPE|ENTITY)", data):
        raise NotAPicture("this SVG has a document type, which can hide things; save it as plain SVG")
    try:
        root = fromstring(data)
    except ParseError as error:
        raise NotAPicture(f"this SVG is broken: {error}") from None
    for reason in _dangers(root):
        raise NotAPicture(f"this SVG {reason}; save it as plain SVG with paths only")
    box = [float(number) for number in re.findall(r"-?[0-9.]+", root.get("viewBox", ""))]
    sides = [_SIDE.match(root.get(name, "")) for name in ("width", "height")]
    if all(sides):
        width, height = (float(side[1]) for side in sides if side)
    elif len(box) == 4:
        width, height = box[2:]
    else:
        raise NotAPicture(
            "this SVG does not say how large it is: it has neither width and height nor viewBox"
        )
    # Small drawings are measured in fractions; proportions are what counts.
    scale = 100 if max(width, height) < 100 else 1
    return round(width * scale), round(height * scale)


def _dangers(root: Element) -> Iterator[str]:
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag in _LIVE:
            yield f"holds <{tag}>"
        if tag == "style" and _FETCHES.search(element.text or ""):
            yield "fetches something from elsewhere"
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2].lower()
            if plain.startswith("on"):
                yield f"holds a script in {plain}"
            if plain == "href" and not value.strip().startswith("#"):
                yield "points to something elsewhere"
            if _FETCHES.search(value):
                yield "fetches something from elsewhere"
