"""Numbers in ``advisor ask``: what can be read in two ways is asked for again."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from advisor.content.assessments import load_assessment


def test_a_number_with_two_readings_is_asked_for_again(advisor, kitchen):
    typed = "\n".join(("Bistro", "The till", "1", "2", "1,3", "9.000", "9.5", "quit", ""))
    done = advisor("ask", "our.yaml", "--pack", "kitchen", stdin=typed)
    assert "“9.000” can be read in two ways, as 9000 and as 9" in done.out + done.err
    assert load_assessment(Path("our.yaml")).assessment.answers["spare_hours"].number == Decimal("9.5")
