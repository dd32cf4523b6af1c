"""The demo is put back as it was made: its records, and the files that they name."""

import sqlite3
from pathlib import Path

from groundswell.cli import demo_command as demo


def read(home: Path) -> dict[str, str]:
    files = (path for path in home.rglob("*") if path.is_file() and path.suffix != ".sqlite3")
    return {str(path.relative_to(home)): path.read_text() for path in files}


def test_files_on_tickets_and_of_imports_come_back_and_later_ones_go(tmp_path: Path) -> None:
    template = tmp_path / "template"
    made = {"findings.json": "{}", "brief.pdf": "page", "attachments/ab/ab01": "picture",
            "imports/IMP-000001/a.csv": "rows"}  # fmt: skip
    for name, content in made.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    sqlite3.connect(tmp_path / "groundswell.sqlite3").close()
    demo._keep(tmp_path, template)

    (tmp_path / "attachments/ab/ab01").unlink()
    (tmp_path / "attachments/cd").mkdir()
    for later in ("attachments/cd/cd01", "imports/later", "incoming"):
        (tmp_path / later).write_text("later")
    (tmp_path / "incoming").unlink()
    demo._put_back(tmp_path, template)

    left = {name: content for name, content in read(tmp_path).items() if "template" not in name}
    assert left == made
