"""Where the results of `harness run` go."""

from dataclasses import dataclass
from pathlib import Path

from harness.batch import BrokenRun, Outcome
from harness.reporting import outputs
from harness.reporting.as_json import as_json
from harness.reporting.certificate_json import certificate_json
from harness.reporting.index import index_page
from harness.reporting.junit import as_junit
from harness.reporting.markdown import as_markdown
from harness.reporting.page import report_page
from harness.reporting.phrasing import with_slug


@dataclass(frozen=True, slots=True)
class Files:
    """Where the results go, as asked for on the command line."""

    report: Path | None
    json_file: Path | None
    junit: Path | None
    summary: Path | None
    history: Path | None
    witness: Path | None
    slugs: list[str]

    def try_out(self) -> None:
        """Find out before anything runs. Raises UnwritableError."""
        each_run = (*self._for_each_run(self.history), *self._for_each_run(self.witness))
        named = [file for file in (self.json_file, self.junit, self.summary, *each_run) if file]
        outputs.refuse_clashes(named)
        for file in named:
            outputs.try_out(file)
        if self.report is not None:
            outputs.try_out_folder(self.report)

    def write_one(self, place: int, outcome: Outcome) -> None:
        """Write what belongs to one run as soon as it has ended."""
        if isinstance(outcome, BrokenRun):
            return
        if self.report is not None:
            page = self.report / f"{self.slugs[place]}.html"
            outputs.write(page, report_page(outcome).encode())
        if self.history is not None:
            lines = b"".join(line + b"\n" for line in outcome.history.lines())
            outputs.write(self._for_each_run(self.history)[place], lines)
        if self.witness is not None:
            outputs.write(self._for_each_run(self.witness)[place], certificate_json(outcome))

    def write_all(self, outcomes: list[Outcome]) -> None:
        """Write what is about all runs."""
        if self.report is not None:
            pages = [f"{slug}.html" for slug in self.slugs]
            outputs.write(
                self.report / "index.html", index_page(list(zip(pages, outcomes, strict=True))).encode()
            )
        if self.json_file is not None:
            outputs.write(self.json_file, as_json(outcomes))
        if self.junit is not None:
            outputs.write(self.junit, as_junit(outcomes))
        if self.summary is not None:
            outputs.write(self.summary, as_markdown(outcomes))

    def _for_each_run(self, file: Path | None) -> list[Path]:
        """The file itself for one run; for several, one beside it for each."""
        if file is None or len(self.slugs) == 1:
            return [file] if file else []
        return [with_slug(file, slug) for slug in self.slugs]
