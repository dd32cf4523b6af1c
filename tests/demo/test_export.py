import csv
from pathlib import Path

from groundswell.cli.demo import Story
from groundswell.cli.demo.export import write_csv_export


class TestWriteCsvExport:
    def test_writes_a_row_for_each_ticket_under_known_labels(
        self, story: Story, tmp_path: Path
    ) -> None:
        written = write_csv_export(story, tmp_path / "incident.csv")

        with (tmp_path / "incident.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert written == len(rows) == len(story.tickets)
        assert {"Number", "Short description", "Assignment group", "Opened"} <= set(rows[0])
        assert rows[0]["Opened"].count("-") == 2
        assert rows[0]["Priority"][:4] in {"1 - ", "2 - ", "3 - ", "4 - ", "5 - "}
        assert {row["Short description"] for row in rows} == {t.title for t in story.tickets}

    def test_holds_no_cell_that_a_spreadsheet_would_run(self, story: Story, tmp_path: Path) -> None:
        write_csv_export(story, tmp_path / "incident.csv")

        with (tmp_path / "incident.csv").open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
