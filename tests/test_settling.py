"""Asking in the order of expected information settles today's advice and the target early."""

from __future__ import annotations

from statistics import median

from tests.benchmarks.settling import by_file, by_information, measure


def test_half_of_the_examples_are_settled_after_two_fifths_of_the_scored_questions() -> None:
    best, filed = measure(by_information), measure(by_file)
    assert median(one.share for one in best) <= 0.4
    assert median(one.share_today for one in best) <= 0.4
    assert median(one.share for one in filed) > median(one.share for one in best)
    assert sum(one.both.count for one in best) < sum(one.both.count for one in filed)
    assert all(one.today.count <= one.both.count for one in (*best, *filed))
