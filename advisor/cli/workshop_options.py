"""What several commands of ``advisor workshop`` take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="The workshop's folder.", show_default=False)
]
QuestionArgument = Annotated[
    str,
    typer.Argument(
        metavar="QUESTION",
        help="A question's id; WORKLOAD/QUESTION for one of several workloads.",
        show_default=False,
    ),
]
NameOption = Annotated[
    str, typer.Option("--name", "-n", metavar="NAME", help="Who you are.", show_default=False)
]

NewOption = Annotated[
    bool, typer.Option("--new", help="A new participant, although the name looks like another one's.")
]
