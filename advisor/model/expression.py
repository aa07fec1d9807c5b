"""Formulas of a pack, as a structured union over named quantities: data to analyse, never text to evaluate.

In YAML a formula is a mapping with exactly one key, the kind of the formula::

    divide:
      - {quantity: training_cost}
      - {number: 12, unit: months}
"""

from decimal import Decimal

from pydantic import Field

from advisor.model.base import Model, Slug, Text


class Expression(Model):
    """Exactly one of the kinds below; ``in`` goes with ``quantity``, ``unit`` with ``number``."""

    quantity: Slug | None = None
    """The value of this quantity."""
    in_: Slug | None = Field(default=None, alias="in")
    """Take the quantity of this alternative, not of the one at hand."""
    number: Decimal | None = None
    """A constant."""
    unit: Text | None = None
    """The unit of the constant; without one it is a plain number."""
    add: tuple["Expression", ...] | None = None
    """The sum of the parts, which have one unit."""
    subtract: tuple["Expression", ...] | None = None
    """The first part less all others, which have one unit."""
    multiply: tuple["Expression", ...] | None = None
    """The product of the parts."""
    divide: tuple["Expression", ...] | None = None
    """The first part divided by each of the others."""
    least: tuple["Expression", ...] | None = None
    """The smallest of the parts, which have one unit."""
    greatest: tuple["Expression", ...] | None = None
    """The largest of the parts, which have one unit."""
