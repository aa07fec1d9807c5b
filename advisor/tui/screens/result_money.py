"""What the warnings of the costs are counted for: what is shown, and what is so while other is supposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.model.pack import Pack
    from advisor.model.recommendation import Recommendation
    from advisor.workflows.session import Session


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A pack, answers and what they lead to, told apart by which they are: none of them ever changes."""

    pack: Pack
    assessment: Assessment
    recommendation: Recommendation

    @property
    def costly(self) -> bool:
        """Whether anything is stated about money."""
        return self.assessment.economics is not None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Standing) and self._which() == other._which()

    def __hash__(self) -> int:
        return hash(self._which())

    def _which(self) -> tuple[int, int]:
        return id(self.pack), id(self.assessment)


def standings(session: Session) -> tuple[Standing, Standing]:
    """What is shown, and what is so; the same where nothing else is supposed."""
    here = Standing(session.pack, session.assessment, session.recommendation)
    if session.present is None:
        return here, here
    return here, Standing(session.own_pack, session.own_assessment, session.present)
