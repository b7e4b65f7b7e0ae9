"""What registers say about a zaak, line by line: what is sure by itself, and what the official still looks at. Pure."""
from __future__ import annotations

from balie.registers.public import NAMES


def lines(task) -> list[dict]:
    return [line(check, done=task.done_at is not None) for check in task.checks]


def line(check, *, done: bool) -> dict:
    register = NAMES.get(check.source)
    if register and check.value == "nee":  # a check says how it should be
        return {"key": check.name, "value": check.value, "note": f"Volgens {register} is dit niet zo", "state": "wrong"}
    if register and check.value:
        note, sure = f"Komt uit {register}", True
    elif check.source == "aanvrager" and check.value:
        note, sure = "Dit schreef de aanvrager", False
    elif check.value:
        note, sure = "Volgt uit de regels van deze dienst", True
    else:
        note, sure = "Dit is niet bekend" if register else "Kijk dit zelf na", False
    if done and not sure:
        note = "Nagekeken"
    return {"key": check.name, "value": check.value or "", "note": note, "state": "ok" if sure or done else "open"}


def sure(items: list[dict]) -> int:
    return sum(item["state"] == "ok" for item in items)
