"""A participant of a workshop does not see their own advice while the room votes, unless they ask."""

from __future__ import annotations

import shutil

import pytest

from advisor.cli.asking_order import Order
from advisor.cli.interview import Interview
from advisor.cli.plain import Style
from advisor.tui.app import AdvisorApp
from advisor.tui.screens.withheld import WithheldScreen
from advisor.tui.widgets.line_painting import LivePanel
from advisor.workflows.session import Session
from tests.workshops import five_people

TOLD = "The advice is shown when the room has voted"


@pytest.fixture
def anna(tmp_path, small_pack_folder):
    pack = shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    return five_people(tmp_path / "spring", pack) / "participants" / "anna.yaml"


def panel(app) -> str:
    return "".join(str(each.render()) for each in app.screen.query(LivePanel) if each.display)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_app_waits_for_the_room_and_shows_ones_own_when_asked(anna, size):
    app = AdvisorApp(Session.open(anna))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.go_to_step(app.session.steps()[0])
        app.action_go("interview")
        await pilot.pause(0.1)
        assert TOLD in " ".join(panel(app).split())
        for place in ("result", "report", "costs"):
            app.action_go(place)
            await pilot.pause()
            assert isinstance(app.screen, WithheldScreen), place
        await pilot.press("f9")
        await pilot.pause()
        assert not app.session.supposing
        app.action_go("result")
        await pilot.pause()
        await pilot.press("v")
        await pilot.pause(0.1)
        assert app.screen.PLACE == "result"
        app.action_go("interview")
        await pilot.pause(0.1)
        assert TOLD not in " ".join(panel(app).split())


async def test_the_palette_offers_it_while_it_is_withheld_only(anna):
    app = AdvisorApp(Session.open(anna))
    async with app.run_test() as pilot:
        await pilot.pause()

        def names():
            return {each.title for each in app.get_system_commands(app.screen)}

        assert "Show my own advice" in names()
        app.action_show_own_advice()
        await pilot.pause(0.1)
        assert "Show my own advice" not in names()


def test_the_plain_interview_tells_advice_only_when_asked(anna, capsys):
    def asked(*lines: str) -> str:
        typed = iter([*lines, "quit"])
        style = Style(unicode=False, colour=False)
        assert Interview(Session.open(anna), style, lambda _: next(typed), Order.FILE).run()
        return " ".join(capsys.readouterr().out.split())

    own = asked("jump 1", "2", "jump 1", "1")
    assert TOLD in own
    assert "Saved." in own
    assert "Advice now" not in own
    assert "cannot change the advice" not in own
    own = asked("advice", "jump 1", "2", "jump 1", "1")
    assert "Advice now" in own
