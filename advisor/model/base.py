"""The one base of all models: frozen, strict about unknown keys, documented by attribute."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Model(BaseModel):
    """A frozen value. Attribute docstrings become the descriptions in the JSON Schemas."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=80)]
"""An id: lower-case letters, digits, ``_`` and ``-``, starting with a letter."""

Address = Annotated[
    str,
    StringConstraints(
        pattern=r"^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?([/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?$",
        max_length=2000,
    ),
]
"""An address on the web: https only, no name or password in it, no sign that could hide where it leads."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
"""Prose for people; data everywhere, never markup."""
