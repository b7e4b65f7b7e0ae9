"""A finding: what is wrong in a service folder, where, and what to do about it."""

from dataclasses import dataclass

from balie.forms.codes import CODES, WORDS, Level


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`file` is relative to the service folder, `line` counts from 1 (0: the whole file), `message` is a Dutch sentence, `code` one of CODES."""

    file: str
    line: int
    level: Level
    message: str
    code: str = "structure"

    @property
    def do(self) -> str:
        """What to do about such a finding, as a Dutch sentence."""
        return CODES[self.code].do

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {WORDS[self.level]}: {self.message}"


def finding(code: str, file: str, line: int, message: str) -> Finding:
    """One that a check found; how bad it is, goes by its code."""
    return Finding(file, line, CODES[code].level, message, code)


class DefinitionError(ValueError):
    """A service definition that cannot be read; `findings` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings
