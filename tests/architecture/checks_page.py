"""docs/reference/checks.md: what `balie check` looks for, code by code, from `forms/codes.py`."""
from __future__ import annotations

from balie.forms.public import CODES, LEVELS

TITLES = {
    "error": "Errors|The service does not work, or not for everybody. It is not published.",
    "warning": "Warnings|The service works, but not as somebody will have meant it.",
    "advice": "Advice|It works as it was meant; it can be made easier.",
}


def checks() -> str:
    from tests.architecture.reference import AGAIN

    parts = [
        f"# Checks\n\n{AGAIN}\n`balie check` looks for what can be known to be wrong, or unwise, before anybody uses a service. Each finding names "
        "the file and the line, says in Dutch what is wrong and what to do, and ends with its code. With `--json` a finding is `file`, `line`, "
        "`level`, `code`, `message` and `do`.\n\nWhat is called impossible is so for every answer that the form accepts: the search knows computed "
        "yes-no values, the options, `min` and `max` of questions, when a question is asked, and who was stopped before. What it does not understand "
        "it leaves alone.\n",
    ]
    for level, said in TITLES.items():
        title, means = said.split("|")
        rows = [f"| `{code}` | {each.means} | {each.do} | {_code(each.example)} |" for code, each in sorted(CODES.items()) if each.level == level]
        head = "| code | what it means | what to do | example |\n|---|---|---|---|\n"
        parts.append(f"## {title} (`{LEVELS[level]}`)\n\n{means}\n\n{head}" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _code(example: str) -> str:
    """An example in a cell of a table."""
    return f"<code>{example.replace('`', '').replace('|', '&#124;').replace('<', '&lt;')}</code>"
