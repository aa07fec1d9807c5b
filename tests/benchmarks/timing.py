"""How to measure."""

from __future__ import annotations

import time
from collections.abc import Callable


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor seconds of a piece of work in this process; neighbours on the machine hardly count."""
    began = time.process_time()
    work()
    return time.process_time() - began
