"""How the screen of costs changes the assessment: amounts from form and sliders, and what is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.model.stated import Economics, Given
from advisor.tui.dialogs.pick import PickDialog
from advisor.tui.screens.costs_count import CostsCounting
from advisor.tui.screens.costs_memory import in_file
from advisor.tui.widgets.cost_entry import place_of
from advisor.tui.widgets.cost_form import CostForm
from advisor.tui.widgets.cost_slider import CostSlider
from advisor.tui.widgets.cost_terms import Terms, words_for
from advisor.tui.widgets.cost_words import precise, with_unit

if TYPE_CHECKING:
    from advisor.model.price import PriceBook
    from advisor.workflows.session import Change
    from advisor.workflows.session_amounts import Place


class CostsEditing(CostsCounting):
    """Takes what was typed, tried or picked, as edits of the session."""

    def _quantity(self, slider: CostSlider) -> str | None:
        if self.outcome is None:
            return None
        return self.outcome.volume if slider.id == "volume" else self.outcome.utilisation

    def on_cost_slider_moved(self, message: CostSlider.Moved) -> None:
        """Try a value out."""
        message.stop()
        quantity, outcome = self._quantity(message.slider), self.outcome
        if quantity is None or outcome is None:
            return
        tried = self.memory.tried.setdefault(outcome.task.workload, {})
        unit = next((each.unit for each in outcome.cost.inputs if each.id == quantity), "")
        if message.value is None:
            tried.pop(quantity, None)
        else:
            tried[quantity] = Given(
                typical=message.value, unit=in_file(unit), source="tried out with the slider"
            )
        self.count()

    def on_cost_slider_taken(self, message: CostSlider.Taken) -> None:
        """State the value that was tried out."""
        message.stop()
        quantity, book, workload = self._quantity(message.slider), self.memory.book, self.workload
        if quantity is None or book is None or workload is None or self.outcome is None:
            return
        unit = next((each.unit for each in self.outcome.cost.inputs if each.id == quantity), "")
        self._state(place_of(book, quantity, workload), Given(typical=message.value, unit=in_file(unit)))
        amount = with_unit(precise(message.value), unit)
        text = f"{book.quantities[quantity].title}: {amount} is in the form now."
        if message.slider.id == "volume":
            # A volume that is tried out is growth from today's; one that is stated is today's.
            text = (
                f"{book.quantities[quantity].title}: {amount} is stated as the load of today. People and "
                "data no longer count as grown from a smaller one. Undo takes it back."
            )
        self.notify(text, markup=False)

    def on_cost_form_stated(self, message: CostForm.Stated) -> None:
        """Take an amount from the form."""
        message.stop()
        self._state(message.place, message.given)

    def _state(self, place: Place, given: Given | None) -> None:
        self.memory.forget(place)
        self._edited(self.session.state_amounts({place: given}))

    def _edited(self, change: Change) -> None:
        """An edit was made here, so the sliders stay where they are."""
        self.memory.assessment = self.session.assessment
        self.advisor.edited(change)
        self.count()

    def on_cost_form_dropped(self, message: CostForm.Dropped) -> None:
        """Go back to what holds without a choice."""
        message.stop()
        if self.memory.book is not None:
            terms = self.terms(self.memory.book, self.economics)
            self._take_term(message.term, None, terms)

    def on_cost_form_asked(self, message: CostForm.Asked) -> None:
        """Let something be chosen."""
        message.stop()
        if self.memory.book is not None:
            self._ask(message.term, self.terms(self.memory.book, self.economics))

    def _ask(self, key: str, terms: Terms) -> None:
        title, about, placeholder = words_for(key, terms)

        def take(picked: str | None) -> None:
            if picked is not None:
                self._take_term(key, picked, terms)

        dialog = PickDialog(
            title,
            about,
            terms.entries(key),
            current=terms.picked(key),
            placeholder=placeholder,
            check=lambda typed: terms.complaint(key, typed),
        )
        self.app.push_screen(dialog, take)

    def _take_term(self, key: str, picked: str | None, terms: Terms) -> None:
        if picked is None:
            problem = terms.complaint_without(key)
            if problem is not None:
                self.notify(problem, severity="warning", markup=False)
                return
        wanted = replace(terms, economics=terms.taken(key, picked))
        if wanted.lacks_rate:
            # A currency without its rate would be no assessment that can be read, so both are one edit.
            self._ask("exchange_rate", wanted)
            return
        self.memory.bases.clear()
        self._edited(self.session.state_economics(wanted.economics))

    def leaving(self) -> None:
        """Take an amount that is typed and not yet entered."""
        self.query_one(CostForm).take_typed()

    def terms(self, book: PriceBook, economics: Economics, accelerator: str = "") -> Terms:
        """What can be chosen beside the amounts; ``accelerator`` is what holds without a choice."""
        return Terms(book, economics, [each.id for each in self.session.assessment.workloads], accelerator)
