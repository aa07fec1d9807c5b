"""The small assessment in work that the tests of screens, of serving and of crashes begin with."""

from __future__ import annotations

BISTRO = """\
assessment: corner-bistro
title: The bistro at the corner
pack: {pack}
persona: owner
organisation: Corner Bistro
answers:
  # asked on the phone
  keepers: one
  spare_hours: 4.5
workloads:
  - id: till
    kind: orders
    title: The till
    answers:
      line_quality: weekly
"""
"""Three answers of eight, the rest open; to be formatted with the ``pack`` as seen from the file."""
