"""Scoring files: what ``advisor score`` does, apart from its parameters."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli import diagnostics
from advisor.cli.progress import Progress
from advisor.cli.scoring_files import MANY, STDIN, Meant
from advisor.content.tables import TableFile, TableOptions, refuse_workbook, table_at
from advisor.errors import AdvisorError, Problem, UnusableInput
from advisor.model.pack import Pack
from advisor.workflows.score import Scored, pack_at, score_bytes, score_file

if TYPE_CHECKING:
    from advisor.cli.scoring_rejects import Rejects
    from advisor.cli.scoring_table import Tables
    from advisor.model.economics import RaisedWarning
    from advisor.model.robustness import Robustness

    Money = Mapping[str, Sequence[RaisedWarning]]
    """Workload to the warnings of its costs."""

_ASSESSMENT = "yaml"


def score(
    arguments: Sequence[str],
    *,
    as_json: bool,
    as_csv: bool = False,
    pack: str | None = None,
    strict: bool = False,
    robust: bool | None = None,
    form: str | None = None,
    text_asked: bool = False,
    costs: bool = False,
    ignored: Sequence[str] = (),
    rejects: str | None = None,
) -> int:
    """Print the recommendation for each file; unless strict, one that cannot be used stops no other.

    ``robust``: whether JSON says how firm the advice is; None means for a single file only.
    ``form``: how to read the input, whatever it is called: ``yaml``, or a form of tables.
    ``costs``: whether costs are counted, too, to tell where they disagree with the rules.
    ``text_asked``: whether text was asked for, which a table has none of.
    ``ignored``: headings of a table's columns that are left out without a word.
    ``rejects``: a file to write the rows of tables to that were left out.
    """
    meant = Meant(arguments)
    meant.tell()
    if strict and meant.unreadable:
        return diagnostics.UNUSABLE
    files = meant.files
    gathered = None if rejects is None else _rejects(Path(rejects), files)
    alone = len(files) == 1
    asked = (("--format text", text_asked), ("--robustness", robust is True), ("--costs", costs))
    for_tables = tuple(option for option, given in asked if given)
    robust = alone if robust is None else robust
    printer = _Printer(
        pack,
        as_json=as_json,
        as_csv=as_csv,
        alone=alone,
        robust=robust,
        form=form,
        costs=costs,
        ignored_by_tables=for_tables,
        options=TableOptions(strict, frozenset(ignored), every=gathered is not None),
        rejects=gathered,
    )
    if pack is not None:
        from advisor.workflows.trust import unproved

        diagnostics.tell(unproved(pack))
    progress = Progress("files")
    code = diagnostics.UNUSABLE if meant.unreadable else diagnostics.FINE
    failed = 0
    for number, file in enumerate(files):
        if len(files) > 1:
            progress.show(number / len(files), number)
        found = _tried(printer, file, progress)
        failed += found != diagnostics.FINE
        code = max(code, found)
        if strict and code:
            break
    progress.clear()
    if failed and len(files) >= MANY:
        diagnostics.say(f"advisor: {failed:,} of {len(files):,} files could not be scored as a whole.")
    if gathered is not None:
        if not gathered.begun:
            diagnostics.say("advisor: --rejects lists rows of tables, and none was read: nothing is written.")
        gathered.write()
    return code


def _tried(printer: _Printer, file: str, progress: Progress) -> int:
    """Score one file; one that cannot be used is told, and stops no other."""
    try:
        return printer.score(file, progress)
    except BrokenPipeError:
        raise  # The reader of the results went away; that says nothing about the file.
    except AdvisorError as error:
        progress.clear()
        diagnostics.tell_error(error)
    except OSError as error:
        progress.clear()
        diagnostics.say(f"advisor: {diagnostics.os_error_text(error)}")
    return diagnostics.UNUSABLE


def _rejects(path: Path, files: Sequence[str]) -> Rejects:
    from advisor.cli.scoring_rejects import Rejects  # Few ask for it.

    return Rejects(path, files)


class _Printer:
    """Scores one file after the other and prints what comes out, all in one form."""

    def __init__(
        self,
        pack: str | None,
        *,
        as_json: bool,
        as_csv: bool,
        alone: bool,
        robust: bool,
        form: str | None,
        costs: bool,
        ignored_by_tables: tuple[str, ...],
        options: TableOptions,
        rejects: Rejects | None,
    ) -> None:
        self._reference = pack
        self._pack = pack_at(pack)
        self._as_json = as_json
        self._as_csv = as_csv
        self._options = options
        self._rejects = rejects
        self._alone = alone
        self._robust = robust
        self._form = form
        self._costs = costs
        self._ignored_by_tables = ignored_by_tables
        self._printed = False
        self._tables: Tables | None = None
        self._header: Pack | None = None

    def score(self, file: str, progress: Progress) -> int:
        """Score one file.

        Raises:
            UnusableInput: with every problem of the file or its pack.
            OSError: the file cannot be read.
        """
        if file == STDIN:
            from advisor.cli.scoring_stdin import NAME, given

            with given(self._form) as found:
                if isinstance(found, TableFile):
                    return self._score_table(found, progress)
                return self._show(score_bytes(found, NAME, pack=self._pack), file, progress)
        _refuse_workbook_at(Path(file))
        table = None if self._form == _ASSESSMENT else table_at(Path(file), self._form)
        if table is not None:
            return self._score_table(table, progress)
        return self._show(score_file(Path(file), pack=self._pack), file, progress)

    def _score_table(self, table: TableFile, progress: Progress) -> int:
        progress.clear()
        for option in self._ignored_by_tables:
            form = "JSON lines" if self._as_json else "CSV"
            diagnostics.say(f"advisor: {option} is ignored for a table: its results come as {form}.")
        if self._tables is None:
            from advisor.cli.scoring_table import Tables
            from advisor.workflows.batch import deciding_pack

            pack = deciding_pack(self._reference)
            self._tables = Tables(pack, self._options, as_json=self._as_json, rejects=self._rejects)
        return self._tables.score(table)

    def _show(self, scored: Scored, file: str, progress: Progress) -> int:
        if scored.loaded.notices:
            progress.clear()
            diagnostics.tell(scored.loaded.notices)
        if self._as_json:
            _print_json(scored, self._money(scored), pretty=self._alone, robust=self._robust)
        elif self._as_csv:
            self._print_csv(scored, file)
        else:
            _print_text(scored, self._money(scored), file, pack=self._reference, apart=self._printed)
        self._printed = True
        return diagnostics.FINE

    def _money(self, scored: Scored) -> Money:
        """Where money and rules disagree; only when asked, for an estimate takes longer than all the rest."""
        if not self._costs:
            return {}
        from advisor.workflows.money import money_warnings

        return money_warnings(scored.pack, scored.loaded.assessment, scored.recommendation)

    def _print_csv(self, scored: Scored, file: str) -> None:
        from advisor.workflows.batch_styles import CsvStyle, lines_of

        pack = scored.pack
        style = CsvStyle(pack)
        if self._header is None:
            self._header = pack
            _print_bytes(style.header().encode())
        elif pack.sha256 != self._header.sha256:
            message = (
                f"uses the pack {pack.id}, and the columns printed so far are those of {self._header.id}"
            )
            raise UnusableInput([Problem(file, None, None, message, "score it by itself", "another-pack")])
        _print_bytes(lines_of(style, pack, scored.recommendation).encode())


def _refuse_workbook_at(path: Path) -> None:
    if path.is_file():
        with path.open("rb") as file:
            refuse_workbook(file.read(8), str(path))


def _print_bytes(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _print_json(scored: Scored, money: Money, *, pretty: bool, robust: bool) -> None:
    from advisor.cli.result_json import recommendation_json

    firmness: tuple[Robustness, ...] = ()
    if robust:
        from advisor.decision.robustness import robustness

        firmness = robustness(scored.pack, scored.loaded.assessment)
    text = recommendation_json(scored.recommendation, firmness, money, pretty=pretty)
    _print_bytes(text.encode() + b"\n")


def _print_text(scored: Scored, money: Money, file: str, *, pack: str | None, apart: bool) -> None:
    from advisor.cli.advice_text import AdviceText, hints
    from advisor.cli.next_commands import with_pack
    from advisor.cli.plain import emit, style_for

    style = style_for(sys.stdout)
    view = AdviceText(scored.pack, style)
    lines = view.summary(scored.recommendation) + view.money(scored.recommendation, money)
    if file != STDIN:
        same = with_pack(file, pack)
        lines += hints(
            [
                (f"advisor explain {same}", "why, and what to do about warnings"),
                *(
                    [(f"advisor tco {same}", "what each model costs")]
                    if scored.loaded.assessment.economics
                    else []
                ),
                (f"advisor report {same} -o reports", "the KPI report"),
            ]
        )
    emit([*([""] if apart else []), *lines], style)
