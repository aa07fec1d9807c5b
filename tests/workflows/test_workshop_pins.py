"""PINs: who holds one comes back, who guesses is slowed down and locked out, and none can be read."""

from __future__ import annotations

import shutil
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from advisor.errors import UnusableInput
from advisor.workflows.workshop_new import new_pin, seat
from advisor.workflows.workshop_pins import LOCKED, TRIES, WrongPin, check_pin, choose_pin, is_claimed
from tests.workshops import answer, kitchen_workshop


@pytest.fixture
def folder(tmp_path, small_pack_folder):
    pack = shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    return kitchen_workshop(tmp_path / "spring", pack, "Anna", "Ben")


class Clock:
    """Time that passes when somebody is made to wait."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def pause(self, seconds: float) -> None:
        self.waits.append(seconds)

    def check(self, folder, who: str, pin: str) -> None:
        check_pin(folder, who, pin, now=self.now, pause=self.pause)


def test_the_one_who_chose_the_pin_comes_back_and_nobody_else(folder):
    clock = Clock()
    choose_pin(folder, "anna", "24-68")
    clock.check(folder, "anna", "24-68")
    assert clock.waits == []
    for wrong in ("24-6", "24-680", "", "24-69"):
        with pytest.raises(WrongPin, match="Wrong PIN"):
            clock.check(folder, "anna", wrong)
    assert clock.waits == [1.0] * 4
    with pytest.raises(WrongPin, match="just taken"):
        choose_pin(folder, "anna", "9999")


def test_too_many_wrong_pins_lock_the_name_for_a_minute_and_no_other(folder):
    clock = Clock()
    choose_pin(folder, "anna", "2468")
    choose_pin(folder, "ben", "1357")
    for _ in range(TRIES):
        with pytest.raises(WrongPin):
            clock.check(folder, "anna", "0000")
    with pytest.raises(WrongPin, match="Try again in 60 seconds"):
        clock.check(folder, "anna", "2468")
    clock.check(folder, "ben", "1357")
    clock.time += LOCKED + 1
    clock.check(folder, "anna", "2468")
    with pytest.raises(WrongPin, match="4 more"):
        clock.check(folder, "anna", "0000")


def test_many_tries_at_once_gain_nothing(folder):
    clock = Clock()
    choose_pin(folder, "anna", "2468")

    def guess(number: int) -> str:
        with pytest.raises(WrongPin) as found:
            clock.check(folder, "anna", f"{number:04d}")
        return str(found.value)

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(guess, range(8)))
    assert sum("Wrong PIN" in each for each in said) == TRIES


def test_a_pin_stands_nowhere_in_clear_and_the_same_one_twice_does_not_show(folder):
    choose_pin(folder, "anna", "a-long-pin")
    choose_pin(folder, "ben", "a-long-pin")
    path = folder / "participants" / ".pins.json"
    text = path.read_text("utf-8")
    assert "a-long-pin" not in text
    hashes = [line for line in text.splitlines() if '"hash"' in line]
    assert len(set(hashes)) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("pin", ["", "123", "x" * 65])
def test_a_pin_is_neither_too_short_nor_endless(folder, pin):
    with pytest.raises(WrongPin, match="A PIN has"):
        choose_pin(folder, "anna", pin)
    assert not is_claimed(folder, "anna")


def test_a_new_pin_replaces_the_old_one_and_unlocks(folder):
    clock = Clock()
    choose_pin(folder, "anna", "2468")
    for _ in range(TRIES):
        with pytest.raises(WrongPin):
            clock.check(folder, "anna", "0000")
    pin = new_pin(folder, "Anna")
    clock.check(folder, "anna", pin)
    with pytest.raises(UnusableInput, match="nobody called"):
        new_pin(folder, "Zoe")


def test_a_name_with_answers_and_no_pin_is_not_free(folder):
    answer(folder, "Ben", {"keepers": "one"})
    from advisor.content.workshop_file import load_workshop

    loaded = load_workshop(folder)
    assert (seat(loaded, "Ben").answered, seat(loaded, "Ben").claimed) == (True, False)
    assert not seat(loaded, "Anna").answered
    new_pin(folder, "Ben")
    assert seat(loaded, "Ben").claimed


@pytest.mark.parametrize("text", ["", "{", "[]", '{"anna": 1}', '{"anna": {"salt": "zz"}}', "null"])
def test_a_damaged_file_opens_no_door(folder, text):
    (folder / "participants" / ".pins.json").write_text(text, "utf-8")
    with pytest.raises(UnusableInput, match="no file of PINs"):
        is_claimed(folder, "anna")
    with pytest.raises(UnusableInput):
        choose_pin(folder, "anna", "2468")
