"""Writing an assessment's text anew when small edits do not cover how it is written.

Rare: keys behind question marks, dashes on lines of their own. What was written in between is not
lost: comments at the top stay there, all others are gathered at the end.
"""

from __future__ import annotations

from advisor.content.assessment_yaml import whole_file
from advisor.content.economics_write import section_lines
from advisor.content.yaml_comments import comments
from advisor.content.yaml_nodes import parse
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack

_GATHERED = "# Comments from elsewhere in this file, gathered when it was written anew:"
_SCHEMA = "yaml-language-server:"


def rewritten(text: str, new: Assessment, pack: Pack, schema: str | None) -> str:
    """A tidy text that holds ``new``, with all comments of the text that it replaces."""
    root, _ = parse(text, "")
    top, others = [], []
    for index, comment in comments(text, root):
        if index < root.start.index:
            top.append(comment)
        elif comment != _GATHERED:
            others.append(comment)
    own = any(_SCHEMA in comment for comment in top)
    tidy = whole_text(new, pack, None if own else schema)
    parts = [
        *(comment + "\n" for comment in top),
        *(["\n"] if top and not tidy.startswith("#") else []),
        tidy,
    ]
    if others:
        parts += ["\n", _GATHERED, "\n", *(comment + "\n" for comment in others)]
    return "".join(parts)


def whole_text(assessment: Assessment, pack: Pack, schema: str | None) -> str:
    """The text of a new file, with what is stated about money and where a team's answers come from."""
    text = whole_file(assessment, pack, schema)
    for lines in (section_lines(assessment.economics), _provenance(assessment)):
        text += "\n".join(["", *lines, ""]) if lines else ""
    return text


def _provenance(assessment: Assessment) -> list[str]:
    if assessment.provenance is None:
        return []
    from advisor.content.workshop_yaml import provenance_lines  # Only what a workshop gave has it.

    return provenance_lines(assessment.provenance)
