"""Ways through conditions: their kinds, their parts, what they name, and circles among names."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.content.yaml_reader import At
from advisor.model.condition import Condition


def kinds_of(condition: Condition) -> list[str]:
    """The kinds that a condition states, by their names in the file; exactly one when it is sound."""
    return [
        info.alias or name
        for name, info in Condition.model_fields.items()
        if getattr(condition, name) is not None
    ]


def parts(condition: Condition, at: At = ()) -> Iterator[tuple[Condition, At]]:
    """A condition and all conditions inside it, each with its path; names are not followed."""
    yield condition, at
    for key, inner in (("all", condition.all), ("any", condition.any)):
        for index, each in enumerate(inner or ()):
            yield from parts(each, (*at, key, index))
    if condition.not_ is not None:
        yield from parts(condition.not_, (*at, "not"))


def everything(condition: Condition, conditions: dict[str, Condition]) -> Iterator[Condition]:
    """A condition and all conditions inside it, through names as well; safe with circles."""
    seen: set[str] = set()
    waiting = [condition]
    while waiting:
        for each, _ in parts(waiting.pop()):
            yield each
            name = each.condition
            if name and name not in seen and name in conditions:
                seen.add(name)
                waiting.append(conditions[name])


def is_sound(condition: Condition, conditions: dict[str, Condition]) -> bool:
    """Whether a condition states one kind everywhere, and all its names lead to such conditions."""
    found = list(everything(condition, conditions))
    named = {each.condition for each in found if each.condition}
    if not named <= conditions.keys() or any(len(kinds_of(each)) != 1 for each in found):
        return False
    return not circles(named_graph({name: conditions[name] for name in named}))


def named_graph(conditions: dict[str, Condition]) -> dict[str, list[str]]:
    """For each named condition the names that it looks into, to find circles in."""
    return {
        name: [each.condition for each, _ in parts(condition) if each.condition]
        for name, condition in conditions.items()
    }


def questions_in(condition: Condition, conditions: dict[str, Condition]) -> set[str]:
    """The questions whose answers a condition looks at."""
    found: set[str] = set()
    for each in everything(condition, conditions):
        found.update(test.question for test in (each.answer, each.number) if test)
        if each.unknown:
            found.add(each.unknown)
    return found


def circles(graph: dict[str, list[str]]) -> list[list[str]]:
    """The circles of a graph, each once, beginning with its first node in the graph's order."""
    found: list[list[str]] = []
    done: set[str] = set()
    order = {node: index for index, node in enumerate(graph)}

    for start, successors in graph.items():
        if start in done:
            continue
        path = [start]
        stack = [(start, iter(successors))]
        while stack:
            node, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                path.pop()
                done.add(node)
            elif following in path:
                circle = path[path.index(following) :]
                first = circle.index(min(circle, key=lambda each: order[each]))
                found.append(circle[first:] + circle[:first])
            elif following in graph and following not in done:
                path.append(following)
                stack.append((following, iter(graph[following])))
    return found
