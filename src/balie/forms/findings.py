"""A finding: what is wrong in a service folder, where, and what to do about it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`file` is relative to the service folder, `line` counts from 1 (0: the whole file), `message` is a Dutch sentence."""

    file: str
    line: int
    level: Literal["error", "warning"]
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'fout' if self.level == 'error' else 'let op'}: {self.message}"


class DefinitionError(ValueError):
    """A service definition that cannot be read; `findings` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings
