"""The documents are held to the program: what they name exists, what exists they name, and their example runs."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from invented import reviewed

import recount
from recount.cli import app
from recount.model.document import BlockKind
from recount.view.phrases import USES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECORD = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
DOCUMENTS = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md"))
}


def commands_of(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its name, those of a group with the group's before it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands_of(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


COMMANDS: dict[str, Any] = dict(commands_of(typer.main.get_command(app)))


def options(command: Any) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts if option.startswith("--")}


OPTIONS = {"--version", *(option for command in COMMANDS.values() for option in options(command))}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_documents(name: str) -> None:
    assert any(f"recount {name}" in text for text in DOCUMENTS.values())


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_every_option_is_in_the_documents(option: str) -> None:
    assert any(option in text for text in DOCUMENTS.values())


def commands_in(text: str) -> Iterator[list[str]]:
    """Every command line of recount in a document: in its code blocks, and between single backticks."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    for line in [*lines, *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)]:
        command = re.match(r"(?:\$ |.*\buv run )?(recount (?:[a-z]|--).*)", line)
        if command:
            yield shlex.split(re.sub(r"[<>|].*|#.*", "", command[1]))


@pytest.mark.parametrize("document", sorted(DOCUMENTS))
def test_every_command_line_in_a_document_is_one(document: str) -> None:
    for words in commands_in(DOCUMENTS[document]):
        used = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert used <= OPTIONS | {"--help"}, words
        if not words[1].startswith("--"):
            assert words[1] in COMMANDS or " ".join(words[1:3]) in COMMANDS, words


def test_the_examples_in_python_run(tmp_path: Path) -> None:
    """Those of one document run as one program, as a reader would type them in the folder of the repository."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for name, text in DOCUMENTS.items():
        code = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.M | re.S))
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{name}: {done.stderr}"


def test_the_readme_has_an_example_in_python() -> None:
    assert "```python" in README


def fields(value: Any) -> Iterator[str]:
    """Every field name of a record, without what stands under a name that a field of the record gives."""
    if isinstance(value, list):
        for item in value:
            yield from fields(item)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            if name not in ("counts", "seen", "fields"):
                yield from fields(inner)


def test_every_field_of_the_record_is_in_its_document_and_no_other() -> None:
    form = RECORD.partition("```\n")[2].partition("```")[0]
    named = set(re.findall(r'"(\w+)"', form))
    assert set(fields(recount.record_of(reviewed(unread=(("fr", 1),))))) | {"wording"} == named


def test_every_standing_and_every_kind_of_block_is_in_the_record_document() -> None:
    codes = [*recount.Standing, *BlockKind]
    assert [code for code in codes if f"`{code}`" not in RECORD] == []


def test_every_use_is_in_the_record_document() -> None:
    assert [use for use, meaning in USES.items() if f"| `{use}` | {meaning} |" not in RECORD] == []


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## {recount.__version__}\n" in DOCUMENTS["CHANGELOG.md"]


def test_links_between_documents_lead_somewhere() -> None:
    for name, text in DOCUMENTS.items():
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_the_project_names_one_version() -> None:
    assert f'version = "{recount.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
