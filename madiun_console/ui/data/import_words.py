"""How an import is told: what the file is, what its lines mean, what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.data_files.import_file import ImportReport
from madiun_console.data_files.inspect_table import Sight
from madiun_console.data_files.table import Table
from madiun_console.domain import phone
from madiun_console.domain.masking import mask_digits, mask_name
from madiun_console.domain.past_rows.code_words import CLOSED, CODED, OPEN, CodeWords
from madiun_console.domain.past_rows.fields import FIELDS, FIELDS_BY_ID, IGNORED
from madiun_console.domain.past_rows.headers import Mapping, plain_name
from madiun_console.ui.data.match_model import MatchLine
from madiun_console.ui.workplace import Workplace

COLUMN, WORD = "column", "word"


class ImportWords(QObject):
    """Sentences in the language that is on."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._codes: CodeWords | None = None

    @property
    def codes(self) -> CodeWords:
        """The words of the tables, read when a file is first looked at."""
        if self._codes is None:
            self._codes = CodeWords(self._workplace.desk.rulebook)
        return self._codes

    def of_file(self, table: Table, sight: Sight) -> str:
        """What the file was found to be."""
        parts = [table.encoding]
        if table.separator:
            names = {"\t": self.tr("tab"), " ": self.tr("blank")}
            parts.append(self.tr("separator {sign}").format(sign=names.get(table.separator, table.separator)))
        parts.append(self.tr("header in row {row}").format(row=sight.header_line))
        taken = sum(1 for field in sight.mapping.columns if field)
        parts.append(self.tr("{count} of {all} columns known").format(count=taken, all=len(sight.headers)))
        lines = [" · ".join(parts)]
        english = self._workplace.language == "en"
        lines += [text_en if english else text_id for text_id, text_en in table.notes]
        return "\n".join(lines)

    def lines(self, sight: Sight, mapping: Mapping, unknown: dict[str, dict[str, int]]) -> list[MatchLine]:
        """Unknown words first, since nothing goes in before they mean something; then the columns."""
        language = self._workplace.language
        fields = ((IGNORED, self.tr("(left out)")), *((one.id, one.label(language)) for one in FIELDS))
        found = []
        for field in CODED:
            choices = ((IGNORED, self.tr("(empty)")), *self._choices(field))
            for word, rows in unknown.get(field, {}).items():
                known = mapping.values.get(field, {}).get(plain_name(word))
                what = self.tr("{column}: “{word}”").format(
                    column=FIELDS_BY_ID[field].label(language), word=word
                )
                rows_told = self._rows(rows)
                asked = (("?", self.tr("not known, choose a meaning")), *choices)
                found.append(
                    MatchLine((WORD, field, word), what, rows_told, asked, "?" if known is None else known)
                )
        for at, (header, field) in enumerate(zip(sight.headers, mapping.columns, strict=True)):
            samples = " · ".join(self._sample(field, sample) for sample in sight.samples[at])
            found.append(MatchLine((COLUMN, str(at)), header, samples, fields, field))
        return found

    def result(self, report: ImportReport, *, dry_run: bool) -> str:
        """What came of it, or would come of it, in one or two sentences."""
        tally, number = report.tally, self._workplace.formats.number
        counts = {
            "reports": number(tally.added - tally.calls), "calls": number(tally.calls), "known": number(tally.known),
            "refused": number(tally.refused), "open": number(tally.still_open),
        }  # fmt: skip
        if dry_run:
            text = self.tr("{reports} reports and {calls} calls that were no incident would go in; {known} are there "
                           "already, {refused} cannot be read.").format(**counts)  # fmt: skip
        else:
            text = self.tr("{reports} reports and {calls} calls that were no incident went in; {known} were there "
                           "already, {refused} could not be read.").format(**counts)  # fmt: skip
        if tally.still_open and dry_run:
            text += " " + self.tr("{open} of them are open and would stand in the queue.").format(**counts)
        elif tally.still_open:
            text += " " + self.tr("{open} of them are open and stand in the queue.").format(**counts)
        if report.cancelled:
            text += " " + self.tr("Stopped: what went in stays. Import the file again to complete it.")
        if report.refused_file is not None:
            text += "\n" + self.tr("Mend the rows in {file}, then import that file.").format(
                file=report.refused_file
            )
        if report.trouble is not None:
            text += "\n" + report.trouble[1 if self._workplace.language == "en" else 0]
        return text

    def refused(self, report: ImportReport) -> str:
        """The refused rows, a line each."""
        language = self._workplace.language
        lines = [
            self.tr("Row {row}: {reason}").format(row=one.line, reason=one.reason(language))
            for one in report.refused
        ]
        more = report.tally.refused - len(report.refused)
        if more > 0:
            lines.append(self.tr("… and {count} more").format(count=self._workplace.formats.number(more)))
        return "\n".join(lines)

    def first_rows(self, report: ImportReport) -> str:
        """The first rows as they were read, a line each."""
        place, book = self._workplace, self._workplace.desk.rulebook
        lines = []
        for row in report.first:
            kind, level = book.kinds.get(row.kind_id), book.levels_by_id.get(row.level)
            outcome = book.outcomes_by_id.get(row.call_outcome) or book.closings_by_id.get(row.closing)
            when = (
                place.formats.moment(row.reported, place.ticker.wall_ms())
                if row.reported is not None
                else self.tr("now")
            )
            unit = book.units_by_code.get(row.unit) or book.desa_by_code.get(row.unit)
            parts = (
                when, kind.label(place.language) if kind else "", level.word.label(place.language) if level else "",
                unit.name if unit else "", outcome.label(place.language) if outcome else "", mask_digits(row.narrative[:60]),
            )  # fmt: skip
            lines.append(" · ".join(part.replace("\n", " ") for part in parts if part))
        return "\n".join(lines)

    def _sample(self, field: str, text: str) -> str:
        """A sample as it may stand on the screen: who called is masked here too."""
        if field and FIELDS_BY_ID[field].personal:
            number = phone.normalise(text)
            return phone.masked(number) if number else mask_name(text)
        return text if field else mask_digits(text)

    def _rows(self, count: int) -> str:
        return self.tr("{count} rows").format(count=self._workplace.formats.number(count))

    def _choices(self, field: str) -> tuple[tuple[str, str], ...]:
        book, language = self._workplace.desk.rulebook, self._workplace.language
        match field:
            case "kind":
                return tuple((one.id, one.label(language)) for one in book.subs)
            case "level":
                return tuple((one.id, one.word.label(language)) for one in book.levels)
            case "channel":
                return tuple((one.id, one.label(language)) for one in book.channels)
            case "outcome":
                return tuple((one.id, one.label(language)) for one in (*book.closings, *book.call_outcomes))
            case _:
                return (
                    (OPEN, book.states.label("open", language)),
                    (CLOSED, book.states.label("closed", language)),
                )
