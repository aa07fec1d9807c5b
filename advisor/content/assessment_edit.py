"""From one state of an assessment to the next, as small edits of the text that holds it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from advisor.content.answers import VALUE_KEYS
from advisor.content.assessment_reader import TOP_KEYS, WORKLOAD_KEYS
from advisor.content.assessment_yaml import (
    STEP,
    Value,
    answer_entry,
    answer_inline,
    cleaned,
    entry,
    fields,
    in_order,
    inline,
    rendered,
    short,
    top_fields,
    workload_inline,
    workload_lines,
)
from advisor.content.yaml_comments import comments, freed
from advisor.content.yaml_edit import Body, Edit, Surgeon
from advisor.content.yaml_nodes import Node, parse
from advisor.content.yaml_spans import EditError, find
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Scope

_REMARKS = ("note", "evidence")
_FIELD_ORDER = (*VALUE_KEYS.values(), "unknown", "not_applicable", *_REMARKS)

Task = Callable[[Surgeon, Node], None]
"""Collects the edits of one change, given a fresh parse."""


def edited(text: str, old: Assessment, new: Assessment, pack: Pack) -> str:
    """The text that holds ``old``, changed to hold ``new`` and otherwise left alone.

    Raises:
        EditError: the text is written in a way that this does not cover.
    """
    waiting = _tasks(old, new, pack)
    while waiting:
        root, _ = parse(text, "")
        surgeon = Surgeon(text)
        while waiting:
            done = len(surgeon.edits)
            waiting[0](surgeon, root)
            if _conflict(surgeon.edits, done):
                if done == 0:
                    raise EditError
                del surgeon.edits[done:]
                break
            waiting.pop(0)
            if surgeon.closed:
                break
        text = _with_comments(surgeon, root)
    return text


def _with_comments(surgeon: Surgeon, root: Node) -> str:
    """What comes out, in which no comment that stays may become a part of a text before it."""
    own = [at for at, _ in comments(surgeon.text, root) if surgeon.spans.begins_line(at)]
    kept = (surgeon.place(at) for at in own)
    return freed(surgeon.result(), [at for at in kept if at is not None])


def _conflict(edits: list[Edit], done: int) -> bool:
    return any(
        edits[index].conflicts(edits[before]) for index in range(done, len(edits)) for before in range(index)
    )


def _tasks(old: Assessment, new: Assessment, pack: Pack) -> list[Task]:
    tasks: list[Task] = []
    before, after = top_fields(old), top_fields(new)
    for key in (*before, *(key for key in after if key not in before)):
        if before.get(key) != after.get(key):
            tasks.append(partial(_set_top, key, after.get(key)))
    tasks += _answer_tasks(None, old.answers, new.answers, pack)
    renamed = _renamed(old, new)
    for was, now in renamed.items():
        tasks.append(partial(_rename_workload, was, now))
    earlier = {renamed.get(each.id, each.id): each for each in old.workloads}
    gone = [name for name in earlier if name not in {each.id for each in new.workloads}]
    tasks += [partial(_remove_workload, name) for name in gone if len(gone) < len(earlier)]
    kept = [each.id for each in new.workloads if each.id in earlier]
    if kept != [name for name in earlier if name in kept]:
        tasks.append(partial(_order_workloads, kept))
    for workload in new.workloads:
        if workload.id in earlier:
            tasks += _workload_tasks(earlier[workload.id], workload, pack)
    for index, workload in enumerate(new.workloads):
        if workload.id not in earlier:
            before_it = new.workloads[index - 1].id if index else None
            tasks.append(partial(_add_workload, before_it, workload, pack))
    tasks += _economics_tasks(old, new)
    # The list must never be empty in between, so the old go last when all are new.
    tasks += [partial(_remove_workload, name) for name in gone if len(gone) == len(earlier)]
    return tasks


def _renamed(old: Assessment, new: Assessment) -> dict[str, str]:
    """Workloads that stand where they stood and have another id."""
    if len(old.workloads) != len(new.workloads):
        return {}
    pairs = zip(old.workloads, new.workloads, strict=True)
    names = {each.id for each in (*old.workloads, *new.workloads)}
    found = {was.id: now.id for was, now in pairs if was.id != now.id}
    # Two that changed places are no renames, and writing their ids would make duplicates meanwhile.
    return found if len(names) == len(old.workloads) + len(found) else {}


def _workload_tasks(old: Workload, new: Workload, pack: Pack) -> list[Task]:
    tasks: list[Task] = []
    if old.kind != new.kind:
        tasks.append(partial(_set_in_workload, new.id, "kind", new.kind))
    if (old.title or None) != (new.title or None):
        tasks.append(partial(_set_in_workload, new.id, "title", new.title))
    return tasks + _answer_tasks(new.id, old.answers, new.answers, pack)


def _answer_tasks(
    workload: str | None, old: dict[str, Answer], new: dict[str, Answer], pack: Pack
) -> list[Task]:
    scope = Scope.ORGANISATION if workload is None else Scope.WORKLOAD
    order = [question.id for question in pack.questions if question.scope is scope]
    changed = [name for name in in_order(old | new, pack, scope) if old.get(name) != new.get(name)]
    return [partial(_set_answer, workload, name, old.get(name), new.get(name), order) for name in changed]


def _economics_tasks(old: Assessment, new: Assessment) -> list[Task]:
    if old.economics == new.economics:
        return []
    from advisor.content.economics_write import leaves, set_leaf  # Most assessments have no such section.

    before, after = leaves(old.economics), leaves(new.economics)
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    return [partial(set_leaf, path, after.get(path)) for path in changed]


def _simple(value: Value) -> Body:
    return Body(lambda indent: rendered(value, indent + STEP), inline(value, flow=True))


def _set_top(key: str, value: str | None, surgeon: Surgeon, root: Node) -> None:
    if value is None:
        surgeon.drop(root, key)
    else:
        surgeon.put(root, key, _simple(value), TOP_KEYS)


def _set_in_workload(identity: str, key: str, value: str | None, surgeon: Surgeon, root: Node) -> None:
    workload = _workload(root, identity)
    if not value:
        surgeon.drop(workload, key)
    else:
        surgeon.put(workload, key, _simple(cleaned(value)), WORKLOAD_KEYS)


def _rename_workload(was: str, now: str, surgeon: Surgeon, root: Node) -> None:
    _set_in_workload(was, "id", now, surgeon, root)
    surgeon.closed = True


def _set_answer(
    workload: str | None,
    question: str,
    old: Answer | None,
    new: Answer | None,
    order: list[str],
    surgeon: Surgeon,
    root: Node,
) -> None:
    holder = root if workload is None else _workload(root, workload)
    pair = find(holder, "answers")
    if pair is None or pair[1].kind != "mapping" or not pair[1].pairs:
        if new is None:
            return
        body = Body(
            lambda indent: ["", *answer_entry(question, new, indent + STEP)],
            "{" + f"{inline(question, flow=True)}: {answer_inline(new)}" + "}",
        )
        surgeon.put(holder, "answers", body, TOP_KEYS if workload is None else WORKLOAD_KEYS)
        surgeon.closed = True
        return
    answers = pair[1]
    present = find(answers, question)
    if new is None:
        surgeon.drop(answers, question)
    elif present is not None and old is not None and present[1].kind == "mapping":
        if present[1].flow:
            surgeon.replace(present[1], answer_inline(new, brief=False))
        else:
            _set_fields(surgeon, present[1], fields(old), fields(new))
    elif present is not None and present[1].kind == "sequence" and isinstance(short(new), tuple):
        _set_items(surgeon, answers, present, new)
    else:
        surgeon.put(answers, question, _answer_body(new), order)


def _answer_body(answer: Answer) -> Body:
    def block(indent: int) -> list[str]:
        brief = short(answer)
        if brief is not None:
            return rendered(brief, indent + STEP)
        lines = [line for key, value in fields(answer).items() for line in entry(key, value, indent + STEP)]
        return ["", *lines]

    return Body(block, answer_inline(answer))


def _set_fields(surgeon: Surgeon, mapping: Node, old: dict[str, Value], new: dict[str, Value]) -> None:
    """Change the keys of an answer's long form."""
    stated_before = next(key for key in old if key not in _REMARKS)
    stated = next(key for key in new if key not in _REMARKS)
    if stated != stated_before:
        if find(mapping, stated) is not None:  # It is there, waiting for a value.
            surgeon.drop(mapping, stated)
        surgeon.rename(mapping, stated_before, stated, _simple(new[stated]))
    for key in _FIELD_ORDER:
        if key == stated and stated != stated_before:
            continue
        if key in new and new[key] != old.get(key):
            surgeon.put(mapping, key, _simple(new[key]), _FIELD_ORDER)
        elif key in _REMARKS and key in old and key not in new:
            surgeon.drop(mapping, key)


def _set_items(surgeon: Surgeon, answers: Node, present: tuple[Node, Node], new: Answer) -> None:
    """Change a list of options; one that is written with dashes keeps the lines of those that stay."""
    key, sequence = present
    chosen = new.choices or ()
    written = [item.text for item in sequence.items]
    kept = [name for name in written if name in chosen]
    if sequence.flow or not kept:
        surgeon.set_value(answers, key, sequence, _answer_body(new))
        return
    for index, name in enumerate(written):
        if name not in chosen:
            surgeon.remove(sequence, index)
    last = max(index for index, name in enumerate(written) if name in chosen)
    for name in chosen:
        if name not in written:
            surgeon.append(sequence, last, partial(_item_lines, name), inline(name, flow=True))


def _item_lines(name: str, indent: int) -> list[str]:
    return [f"{' ' * indent}- {inline(name)}"]


def _workloads(root: Node) -> Node:
    pair = find(root, "workloads")
    if pair is None or pair[1].kind != "sequence":
        raise EditError
    return pair[1]


def _index(root: Node, identity: str) -> int:
    for index, item in enumerate(_workloads(root).items):
        pair = find(item, "id")
        if pair is not None and pair[1].text == identity:
            return index
    raise EditError


def _workload(root: Node, identity: str) -> Node:
    return _workloads(root).items[_index(root, identity)]


def _add_workload(before: str | None, workload: Workload, pack: Pack, surgeon: Surgeon, root: Node) -> None:
    surgeon.append(
        _workloads(root),
        -1 if before is None else _index(root, before),
        lambda indent: workload_lines(workload, pack, indent),
        workload_inline(workload, pack),
    )
    surgeon.closed = True


def _remove_workload(identity: str, surgeon: Surgeon, root: Node) -> None:
    surgeon.remove(_workloads(root), _index(root, identity))
    surgeon.closed = True


def _order_workloads(order: list[str], surgeon: Surgeon, root: Node) -> None:
    surgeon.reorder(_workloads(root), [_index(root, name) for name in order])
    surgeon.closed = True
