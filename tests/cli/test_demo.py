"""``advisor demo``: a bundled example at once."""

from __future__ import annotations

from advisor.content.examples import bundled_examples, bundled_studies


def test_every_example_fits_on_a_page_and_a_half(advisor, bundled_pack_folder):
    for example in bundled_examples(bundled_pack_folder):
        done = advisor("demo", example.id)
        assert (done.code, done.err) == (0, "")
        lines = done.out.splitlines()
        assert len(lines) <= 62
        assert max(len(line) for line in lines) <= 80
        assert "Selection framework" in done.out
        assert "Now " in done.out or "NO MODEL IS ADMISSIBLE" in done.out


def test_full_tells_all(advisor, bundled_pack_folder):
    example = bundled_examples(bundled_pack_folder)[0]
    short, full = (advisor("demo", example.id, *extra).out for extra in ((), ("--full",)))
    assert len(full) > 2 * len(short)
    assert f"advisor demo {example.id} --full" in short
    assert "Warnings" in full


def test_an_example_that_is_not_there_is_guessed(advisor):
    done = advisor("demo", "game-studo")
    assert done.code == 2
    assert "did you mean “game-studio”?" in done.err


def test_the_studies_are_shown_as_such(advisor, bundled_pack_folder):
    studies = [study.id for study in bundled_studies(bundled_pack_folder)]
    assert studies
    done = advisor("demo", "--list")
    before, _, after = done.out.partition("Published calculations, recomputed")
    assert all(f"{study}  Study: " in after and f"{study}  " not in before for study in studies)
    for study in studies:
        shown = advisor("demo", study)
        assert shown.code == 0
        assert "Left out" in " ".join(shown.out.split())
        assert "Break-even" in shown.out
        assert "advised" not in shown.out
        assert all(len(line) <= 80 for line in shown.out.splitlines())
    assert "8,556 hours of use" in " ".join(advisor("demo", "owned-or-rented").out.split())
    assert "1,260,000 requests/day" in advisor("demo", "api-or-own").out
