"""Articles as Markdown files: the first heading is the title, the first paragraph the sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from groundswell.kernel.errors import BadInput
from groundswell.knowledge.actions import Text
from groundswell.knowledge.rules import load_rules

#: characters of a first paragraph that are still one sentence
_SENTENCE = 300


@dataclass(frozen=True, slots=True)
class FileText:
    """A text that stood in a file: which article it belongs to, its language, what it says."""

    name: str
    language: str
    text: Text


def read_folder(folder: Path, *, language: str) -> Iterator[FileText]:
    """Yield the text of every Markdown file of a folder, those in its main language first.

    `printer.md` is an article in the main language, `printer.de.md` its German translation.

    Raises:
        BadInput: the folder is none, or a file is not text.
    """
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder; name one that holds Markdown files (*.md).")
    read = [_read(path, language) for path in sorted(folder.glob("*.md"))]
    yield from sorted(read, key=lambda each: (each.name, each.language != language))


def _read(path: Path, language: str) -> FileText:
    name, _, code = path.stem.rpartition(".")
    if not name or code not in load_rules().languages:
        name, code = path.stem, language
    try:
        written = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput(f"{path.name} is not UTF-8 text; save it as UTF-8 and try again.") from fault
    return FileText(name, code, _parse(written, path.stem))


def _parse(written: str, name: str) -> Text:
    lines = written.strip().splitlines()
    title = name.replace("-", " ").replace("_", " ")
    if lines and lines[0].startswith("# "):
        title, lines = lines[0].removeprefix("# ").strip(), lines[1:]
    first, _, rest = "\n".join(lines).strip().partition("\n\n")
    is_sentence = len(first) <= _SENTENCE and first[:1].isalnum() and not first[:1].isdigit()
    if is_sentence and rest.strip():
        return Text(title=title, summary=first, body=rest)
    return Text(title=title, body="\n".join(lines))
