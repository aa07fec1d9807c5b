"""Office files are zip archives; the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can name: no clock is asked."""
_PACKED = (".png", ".jpg", ".jpeg")


def steady(data: bytes) -> bytes:
    """The archive with every part stamped alike."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for part in source.infolist():
            stamped = zipfile.ZipInfo(part.filename, _EPOCH)
            # Pictures are packed already; packing them again takes time and saves nothing.
            packed = part.filename.endswith(_PACKED)
            stamped.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            stamped.external_attr = 0o600 << 16
            stamped.create_system = 3
            target.writestr(stamped, source.read(part.filename))
    return out.getvalue()
