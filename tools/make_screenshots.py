"""Take the README's pictures of the terminal app from the bundled examples.

``python tools/make_screenshots.py`` writes ``docs/images``; with ``--check`` it writes nothing and
fails when a picture is stale. No clock and no memory of this machine takes part.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "images"
SHOWN = "regional-hospital"
SIZE = (120, 42)
STALE_HINT = "run: python tools/make_screenshots.py"


async def _picture(keys: tuple[str, ...]) -> str:
    from advisor.content.examples import bundled_examples
    from advisor.content.locations import bundled_packs
    from advisor.tui.app import AdvisorApp
    from advisor.workflows.session import Session

    examples = [each for folder in bundled_packs().values() for each in bundled_examples(folder)]
    path = next(each.path for each in examples if each.id == SHOWN)
    app = AdvisorApp(Session.look_at(path), now=lambda: "09:30")
    async with app.run_test(size=SIZE) as pilot:
        for key in keys:
            await pilot.pause()
            await pilot.press(key)
        await pilot.pause()
        await pilot.pause()
        # The pictures name no font from elsewhere: whoever looks at them fetches nothing.
        return re.sub(r"@font-face\s*\{[^}]*\}\s*", "", app.export_screenshot(title="advisor"))


VOTES = {
    "Anna": {"processing_limits": "preference", "triage-chat/load_shape": "daily"},
    "Bela": {"processing_limits": "country"},
    "Chloé": {"processing_limits": "country", "triage-chat/load_shape": "bursty"},
    "Deniz": {"processing_limits": "own_operators"},
    "Eva": {"processing_limits": "country", "triage-chat/load_shape": "steady"},
}
"""People who answer like the example but for these; what they say is made up."""


async def _workshop() -> str:
    """The facilitator's screen after the first reveal."""
    from advisor.content.assessment_file import AssessmentFile
    from advisor.content.assessments import load_assessment
    from advisor.content.examples import bundled_examples
    from advisor.content.locations import bundled_packs
    from advisor.model.assessment import Answer, Workload
    from advisor.tui.app import AdvisorApp
    from advisor.tui.screens.workshop import WorkshopScreen
    from advisor.workflows.workshop_new import join, new_workshop

    examples = [each for folder in bundled_packs().values() for each in bundled_examples(folder)]
    example = load_assessment(next(each.path for each in examples if each.id == SHOWN))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "workshop"
        new_workshop(place, example.assessment, example.pack, title="Where should our AI run?", date=None)
        for who, votes in VOTES.items():
            file = AssessmentFile.open(join(place, who))
            begun, shared = file.loaded.assessment, dict(example.assessment.answers)
            own = {each.id: dict(each.answers) for each in example.assessment.workloads}
            for key, option in votes.items():
                workload, slash, question = key.rpartition("/")
                if slash and workload not in own:
                    continue
                answers = own[workload] if slash else shared
                if question in answers:
                    answers[question] = Answer(choice=option)
            workloads = tuple(
                Workload(id=each.id, kind=each.kind, title=each.title, answers=own[each.id])
                for each in begun.workloads
            )
            file.save(begun.model_copy(update={"answers": shared, "workloads": workloads}))
        app = AdvisorApp(path=place, now=lambda: "09:30")
        async with app.run_test(size=SIZE) as pilot:
            while not isinstance(app.screen, WorkshopScreen) or app.screen.board is None:
                await pilot.pause(0.05)
            await pilot.press("o")
            while not app.screen.board.worked_out:
                await pilot.pause(0.05)
            await pilot.press("home", "space")
            while app.screen.item is None or app.screen.item.tally is None:
                await pilot.pause(0.05)
            await pilot.pause()
            return re.sub(r"@font-face\s*\{[^}]*\}\s*", "", app.export_screenshot(title="advisor"))


def pictures() -> dict[str, bytes]:
    """Every picture by its file name."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ADVISOR_STATE_DIR"] = folder
        os.environ["TEXTUAL_ANIMATIONS"] = "none"
        return {
            "interview.svg": asyncio.run(_picture(("f2",))).encode(),
            "result.svg": asyncio.run(_picture(("f4",))).encode(),
            "workshop.svg": asyncio.run(_workshop()).encode(),
        }


def words(picture: bytes) -> list[str]:
    """What a reader of a picture reads; how it is drawn changes with the drawing library."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", picture.decode())
    return [html.unescape(text).strip() for text in texts]


def stale(found: dict[str, bytes], folder: Path = TARGET) -> list[str]:
    """Names of pictures that are missing or say something else."""
    return [
        name
        for name, picture in found.items()
        if not (folder / name).is_file() or words((folder / name).read_bytes()) != words(picture)
    ]


def main(arguments: list[str]) -> int:
    """Write the pictures, or check them; the exit code is 1 when a check finds one stale."""
    found = pictures()
    old = stale(found)
    if arguments == ["--check"]:
        for name in old:
            print(f"stale: docs/images/{name}; {STALE_HINT}", file=sys.stderr)
        return int(bool(old))
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, picture in found.items():
        (TARGET / name).write_bytes(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
