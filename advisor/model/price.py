"""Prices and assumptions of a pack: dated, sourced, appended and never overwritten."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model, Slug, Text
from advisor.model.condition import Condition
from advisor.model.expression import Expression
from advisor.model.price_quantity import Benefit, Derivation, LookUp, Quantity, Range, Sample
from advisor.model.price_table import Accelerator, Rental, Server
from advisor.model.stated import TokenModel

__all__ = [
    "RESULTS",
    "Accelerator",
    "Benefit",
    "Category",
    "Compute",
    "CostAlternative",
    "CostLine",
    "Derivation",
    "LookUp",
    "MoneyCondition",
    "MoneyWarning",
    "Needs",
    "Phase",
    "PriceBook",
    "Profile",
    "Quantity",
    "Range",
    "Rental",
    "Rigour",
    "Sample",
    "Server",
    "TokenPrices",
    "UnitCost",
]


class Compute(StrEnum):
    """Where the computing of an alternative comes from."""

    API = "api"
    RENTED = "rented"
    OWNED = "owned"
    MIXED = "mixed"
    """An owned base with a rented peak."""
    NONE = "none"
    """Lines only: for comparisons that leave the machines out."""


class CostAlternative(Model):
    """One of the things that are compared."""

    title: Text
    short: Text
    """One or two words for the head of a column."""
    decision: Slug
    """The decision that it belongs to; alternatives of one decision are compared with each other."""
    outcome: Slug | None = None
    """The outcome that it stands for; None for one that no rule advises, such as a hybrid."""
    compute: Compute


class Category(StrEnum):
    """The six kinds of cost of an AI workload."""

    COMPUTE = "compute"
    DATA = "data"
    PLATFORM = "platform"
    PEOPLE = "people"
    INTEGRATION = "integration"
    OPPORTUNITY = "opportunity"


class Phase(StrEnum):
    """What a cost is for."""

    SERVING = "serving"
    LEARNING = "learning"
    SHARED = "shared"


class CostLine(Model):
    """One cost, a year, and how it grows."""

    id: Slug
    category: Category
    title: Text
    amount: Expression
    """Money a year at today's volume and for one initiative."""
    volume: Decimal = Field(default=Decimal(0), ge=0, le=3)
    """Exponent of growing volume: 0 fixed, below 1 sub-linear, 1 linear, above 1 super-linear."""
    initiatives: Decimal = Field(default=Decimal(1), ge=0, le=3)
    """Exponent of the number of initiatives that share it: 0 shared by all, 1 each pays its own."""
    phase: Phase = Phase.SHARED
    alternatives: tuple[Slug, ...] = Field(min_length=1)
    kinds: tuple[Slug, ...] = ()
    """Kinds of workload that have it; empty means all."""
    once: bool = False
    """Paid at the start instead of each year."""
    cash: bool = True
    """Whether money leaves the house; false for what is forgone."""


class Needs(Model):
    """What the computation of machines and charges looks at, as formulas over quantities."""

    growth: Expression
    """Of the volume, a year."""
    serving: Expression
    """Accelerator hours that answers need at full load."""
    learning: Expression
    """Accelerator hours that training and tuning use."""
    development: Expression
    """Accelerator hours for experiments, staging and tests."""
    standby: Expression
    """Accelerators that are held around the clock so that an answer is possible at any time."""
    utilisation: Expression
    """Share of the held capacity that does useful work."""
    base_share: Expression
    """Of a mix, the share of the work that runs on owned machines."""
    base_utilisation: Expression
    """Of the owned part of a mix."""
    api_serving: Expression
    """Charges for answers."""
    api_learning: Expression
    """Charges for training and tuning as a service."""
    api_development: Expression
    rental_rate: Expression
    """For one accelerator hour."""
    server_price: Expression
    server_size: Expression
    """Accelerators in one server."""
    server_power: Expression
    pue: Expression
    """Energy of the site for each unit of the machines."""
    power_price: Expression
    hosting_price: Expression
    """Space and cooling for each kW."""
    support: Expression
    """Of the purchase price, a year."""
    price_decline: Expression
    """Of the price of the same machine, a year."""
    life: Expression
    """Time until a machine is replaced."""
    resale: tuple[Expression, ...] = Field(min_length=1)
    """Share of the price that a machine still brings after one, two, … years."""
    capital_cost: Expression
    """What capital that is tied up would earn elsewhere."""
    lead_time: Expression
    """From the decision to the first useful hour of an owned machine."""
    horizon: Expression
    """How far ahead is counted."""
    discount: Expression
    """Rate at which later money counts less, when it is asked for."""


class Profile(Model):
    """Assumptions for workloads of a certain kind; the first whose condition holds is taken."""

    id: Slug
    title: Text
    when: Condition | None = None
    volume: Slug
    """The quantity that grows, and along which break-even is looked for."""
    accelerator: Slug
    values: dict[Slug, tuple[Sample, ...]] = Field(default_factory=dict)
    """Quantity id to assumptions that stand in for the general ones."""


class PricedModel(TokenModel):
    """A hosted model that stands for what a workload plans."""

    when: Condition


class TokenPrices(Model):
    """Which hosted model is priced where the user names none."""

    default: TokenModel
    models: tuple[PricedModel, ...] = ()
    """Models that are priced instead of it; the first whose condition holds for the workload is taken."""
    read: Slug
    """The quantity that counts the tokens which one request is read with."""
    written: Slug
    """The quantity that counts the tokens which one answer is written in."""
    spread: Decimal = Field(ge=0, lt=1)
    """By how much lists of token prices disagree, as a share."""
    source: Text


class UnitCost(Model):
    """A cost for one unit of what is produced."""

    id: Slug
    title: Text
    unit: Text
    value: Expression
    kinds: tuple[Slug, ...] = ()
    per_use: bool = False
    """Whether it rests on utilisation, which is then shown beside it."""


class MoneyCondition(Model):
    """What the money shows beside what the rules advise; all that is stated has to hold."""

    advised: tuple[Slug, ...] = ()
    """The rules advise one of these outcomes now."""
    target: tuple[Slug, ...] = ()
    """The rules name one of these as the target."""
    cheapest: tuple[Slug, ...] = ()
    """One of these alternatives costs least."""
    overtakes: Slug | None = None
    """This alternative becomes cheaper, in sum, than the advised one …"""
    within: int | None = Field(default=None, ge=1)
    """… within so many months."""
    never: Slug | None = None
    """The advised alternative never becomes cheaper, in sum, than this one within the horizon."""
    dearer_than_cheapest: Decimal | None = Field(default=None, gt=1)
    """The advised alternative costs at least so many times the cheapest one."""
    robust: bool | None = None
    """Whether no single figure makes another alternative the cheapest within its range."""
    late: bool | None = None
    """Whether owned machines would arrive after the horizon has ended."""
    target_overtakes: bool | None = None
    """Whether the target becomes cheaper, in sum, than the advised alternative within the horizon."""


class MoneyWarning(Model):
    """What to tell when the money disagrees with the rules."""

    id: Slug
    when: MoneyCondition
    severity: Text = Field(pattern="^(low|medium|high)$")
    message: Text
    do: Text


class Rigour(Model):
    """How carefully a sum of money deserves to be examined."""

    below: Decimal | None = None
    """Upper bound of the sum at stake, in the book's currency; None for the last."""
    title: Text
    do: Text


RESULTS: dict[str, str] = {
    "total_cost": "USD/year",
    "serving_cost": "USD/year",
    "learning_cost": "USD/year",
    "shared_cost": "USD/year",
    **{f"{category}_cost": "USD/year" for category in Category},
    "compute_serving": "USD/year",
    "compute_learning": "USD/year",
    "compute_development": "USD/year",
    "compute_idle": "USD/year",
    "compute_idle_learning": "USD/year",
    "capital_forgone": "USD/year",
    "held_hours": "GPU-h/year",
    "useful_hours": "GPU-h/year",
    "held_utilisation": "%",
    "energy_used": "kWh/year",
    "volume_factor": "1",
}
"""What a year of an alternative comes to, by the names of formulas; USD stands for the book's currency."""


class PriceBook(Model):
    """The file ``prices.yaml``."""

    currency: str = Field(pattern="^[A-Z]{3}$")
    sources: dict[Slug, Text] = Field(default_factory=dict)
    """Sources of prices with their licences."""
    alternatives: dict[Slug, CostAlternative] = Field(min_length=1)
    quantities: dict[Slug, Quantity] = Field(min_length=1)
    accelerators: dict[Slug, Accelerator] = Field(min_length=1)
    token_prices: TokenPrices | None = None
    profiles: tuple[Profile, ...] = Field(min_length=1)
    """The last one has no condition."""
    needs: Needs
    lines: tuple[CostLine, ...] = Field(min_length=1)
    unit_costs: tuple[UnitCost, ...] = ()
    warnings: tuple[MoneyWarning, ...] = ()
    rigour: tuple[Rigour, ...] = ()
