"""Comes from answers to the inputs of a table by the file of ``advisor export --inputs`` alone.

Written from the file's description, as somebody would who carries a decision into another engine; nothing of
the advisor is imported.
"""

from __future__ import annotations

from typing import Any

Answers = dict[str, Any]
"""Question to option, list of options or number; a question that does not apply is not in it."""


class Inputs:
    """One sheet, seen through the file."""

    def __init__(self, file: dict[str, Any], kind: str, answers: Answers) -> None:
        self.file, self.kind, self.answers = file, kind, answers
        self.questions = {each["id"]: each for each in file["questions"]}

    def all(self) -> dict[str, str]:
        return {each["name"]: self.one(each) for each in self.file["inputs"]}

    def one(self, each: dict[str, Any]) -> str:
        if each["source"] == "kind":
            return self.kind
        return {"band": self.band, "fact": self.fact, "answer": self.answer}[each["source"]](each)

    def counts(self, question: str) -> bool:
        only = self.questions[question].get("relevant_when")
        return question in self.answers and (only is None or self.holds(only))

    def holds(self, condition: dict[str, Any]) -> bool:
        [(sort, content)] = condition.items()
        if sort in ("all", "any"):
            return {"all": all, "any": any}[sort](map(self.holds, content))
        if sort == "not":
            return not self.holds(content)
        if sort == "condition":
            return self.holds(self.file["conditions"][content])
        if sort == "kind":
            return self.kind in content
        if not self.counts(content["question"]):
            return False
        if sort == "answer":
            return not self.chosen(content["question"]).isdisjoint(content["is"])
        assert sort == "number"
        return within(content, self.answers[content["question"]])

    def chosen(self, question: str) -> set[str]:
        answer = self.answers[question]
        if isinstance(answer, int | float):
            [found] = [each["id"] for each in self.questions[question]["ranges"] if within(each, answer)]
            return {found}
        return set(answer) if isinstance(answer, list) else {answer}

    def band(self, each: dict[str, Any]) -> str:
        reached = possible = 0
        for part in each["score"]["parts"]:
            question = self.questions[part["question"]]
            if self.counts(question["id"]):
                steps = question.get("options") or question["ranges"]
                chosen = self.chosen(question["id"])
                reached += part["weight"] * max(step["level"] for step in steps if step["id"] in chosen)
                possible += part["weight"] * part["highest"]
        for band in ("high", "medium"):
            if possible and 100 * reached >= each["score"][band] * possible:
                return band
        return "low"

    def fact(self, each: dict[str, Any]) -> str:
        return "yes" if self.holds(each["yes_when"]) else "no"

    def answer(self, each: dict[str, Any]) -> str:
        if not self.counts(each["id"]):
            return str(each["otherwise"])
        chosen = self.chosen(each["id"])
        lists = {tuple(ids) for value in each["values"] for ids in value.get("any_of", ())}
        met = {ids for ids in lists if not chosen.isdisjoint(ids)}
        [found] = [v["value"] for v in each["values"] if {tuple(ids) for ids in v.get("any_of", ())} == met]
        return str(found)


def within(bounds: dict[str, Any], number: float) -> bool:
    low, high = bounds.get("at_least"), bounds.get("below")
    return (low is None or number >= low) and (high is None or number < high)
