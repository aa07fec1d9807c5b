"""The section ``economics`` as YAML: whole, or one changed amount at a time."""

from __future__ import annotations

from advisor.content.assessment_yaml import STEP, inline
from advisor.content.economics import SECTION
from advisor.content.yaml_edit import Body, Surgeon
from advisor.content.yaml_nodes import Node
from advisor.content.yaml_spans import EditError, find
from advisor.model.stated import Depreciation, Economics, Given

Path = tuple[str, ...]


def leaves(economics: Economics | None) -> dict[Path, str]:
    """What a section states: the path of each value to its text on one line."""
    if economics is None:
        return {}
    found: dict[Path, str] = {}
    for key in ("currency", "accelerator", "provider"):
        if (text := getattr(economics, key)) is not None:
            found[key,] = inline(text, flow=True)
    if economics.as_of is not None:
        found["as_of",] = f'"{economics.as_of.isoformat()}"'
    if economics.token_price is not None:
        model = economics.token_price
        provider, name = inline(model.provider, flow=True), inline(model.model, flow=True)
        found["token_price",] = f"{{provider: {provider}, model: {name}}}"
    if economics.depreciation is not Depreciation.STRAIGHT_LINE:
        found["depreciation",] = economics.depreciation.value
    if economics.exchange_rate is not None:
        found["exchange_rate",] = _amount(economics.exchange_rate)
    for name, exponent in economics.exponents.items():
        found["exponents", name] = f"{exponent:f}"
    for name, given in economics.values.items():
        found["values", name] = _amount(given)
    for key, groups in (("alternatives", economics.alternatives), ("workloads", economics.workloads)):
        for group, amounts in groups.items():
            for name, given in amounts.items():
                found[key, group, name] = _amount(given)
    return found


def _amount(given: Given) -> str:
    if given.low is None and given.high is None and given.source is None:
        return f"{given.typical:f} {given.unit}".rstrip()
    parts = [
        f"{key}: {number:f}"
        for key, number in (("low", given.low), ("typical", given.typical), ("high", given.high))
        if number is not None
    ]
    if given.unit:
        parts.append(f"unit: {inline(given.unit, flow=True)}")
    if given.source:
        parts.append(f"source: {inline(given.source, flow=True)}")
    return "{" + ", ".join(parts) + "}"


def section_lines(economics: Economics | None) -> list[str]:
    """The lines of the section; none when nothing is stated."""
    found = leaves(economics)
    lines: list[str] = []
    open_: Path = ()
    for path, text in found.items():
        whole = (SECTION, *path)
        for depth, key in enumerate(whole[:-1]):
            if whole[: depth + 1] != open_[: depth + 1]:
                lines.append(f"{' ' * STEP * depth}{inline(key)}:")
                open_ = whole[: depth + 1]
        lines.append(f"{' ' * STEP * (len(whole) - 1)}{inline(path[-1])}: {text}")
        open_ = whole[:-1]
    return lines


def set_leaf(path: Path, text: str | None, surgeon: Surgeon, root: Node) -> None:
    """Write, replace or (with None) delete one value of the section."""
    surgeon.closed = True
    holder = root
    whole = (SECTION, *path)
    if text is None:
        _drop(surgeon, root, whole)
        return
    for depth, key in enumerate(whole[:-1]):
        pair = find(holder, key)
        if pair is None or pair[1].kind != "mapping" or not pair[1].pairs:
            _put(surgeon, holder, key, _nested(whole[depth + 1 :], text))
            return
        holder = pair[1]
    _put(surgeon, holder, whole[-1], _nested((), text))


def _drop(surgeon: Surgeon, root: Node, whole: Path) -> None:
    """Delete a value, with the keys above it that would hold nothing then, unless a comment stands there."""
    holders = [root]
    for key in whole[:-1]:
        pair = find(holders[-1], key)
        if pair is None or pair[1].kind != "mapping":
            return
        holders.append(pair[1])
    depth = len(whole) - 1
    leaf = find(holders[depth], whole[depth])
    while leaf is not None and depth and len(holders[depth].pairs) == 1:
        above = find(holders[depth - 1], whole[depth - 1])
        if above is None or "#" in surgeon.text[above[0].start.index : leaf[0].start.index]:
            break
        depth -= 1
    surgeon.drop(holders[depth], whole[depth])


def _put(surgeon: Surgeon, holder: Node, key: str, body: Body) -> None:
    if holder.kind != "mapping":
        raise EditError
    surgeon.put(holder, key, body, [*(each.text for each, _ in holder.pairs), key])


def _nested(path: Path, text: str) -> Body:
    """A value inside keys that are not there yet; without keys, the value alone."""

    def block(indent: int) -> list[str]:
        lines = [text] if not path else [""]
        for depth, key in enumerate(path, 1):
            value = f" {text}" if depth == len(path) else ""
            lines.append(f"{' ' * (indent + STEP * depth)}{inline(key)}:{value}")
        return lines

    flow = text
    for key in reversed(path):
        flow = f"{{{inline(key, flow=True)}: {flow}}}"
    return Body(block, flow)
