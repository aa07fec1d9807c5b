"""Numbers drawn by lot: the same for the same seed, on every machine and in every version of Python.

SplitMix64, from G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15


class Lot:
    """Draws one number after the other."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed of any size."""
        self._state = seed & _MASK

    def below(self, count: int) -> int:
        """A number from 0 up to and without ``count``; each as likely as the others, but for 1 in 2^64."""
        self._state = (self._state + _STEP) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((mixed ^ (mixed >> 31)) * count) >> 64

    def one_of(self, values: Sequence[T]) -> T:
        """One of some values."""
        return values[self.below(len(values))]
