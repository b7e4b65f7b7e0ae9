"""Our Markdown as the HTML of Open Forms, with its own way of filling in: {{ name }} and {% if … %}."""

import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt

from balie.forms.language import tree
from balie.forms.language.checker import check, condition
from balie.forms.language.errors import LanguageError
from balie.forms.language.tree import Node
from balie.forms.language.types import Type
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_out.names import Names

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_LINE = re.compile(r"\s*\{\{\s*als\s+(.*?)\}\}[ \t]?")
_HELD = re.compile("\ue000(\\d+)\ue001")
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


class Texts:
    """Writes texts. `value` keeps a rule as a variable and gives its key; `lost` gathers what could not be filled in."""

    def __init__(self, names: Names, value: Callable[[str, Node, Type], str]) -> None:
        self.names, self.value = names, value
        self.lost: list[str] = []

    def html(self, text: str, known: Mapping[str, Type]) -> str:
        """A text of several lines. A line with a condition becomes a part of its own."""
        found: list[tuple[str, list[str]]] = [("", [])]
        for line in text.splitlines():
            held = _LINE.match(line)
            if held is None and found[-1][0]:
                found.append(("", []))
            elif held is not None:
                found.append((held[1].strip(), []))
                line = line[held.end() :]
            found[-1][1].append(line)
        return "".join(self.part(holds, "\n".join(lines), known) for holds, lines in found if "".join(lines).strip())

    def part(self, holds: str, text: str, known: Mapping[str, Type]) -> str:
        held: list[str] = []

        def keep(slot: re.Match[str]) -> str:
            held.append(self.slot(slot[1], known))
            return f"\ue000{len(held) - 1}\ue001"

        made = _HELD.sub(lambda at: held[int(at[1])], _MARKDOWN.render(_SLOT.sub(keep, text)).strip())
        if not holds:
            return made
        try:
            return "{% if " + self.shown(condition(holds, known).tree, holds) + " %}" + made + "{% endif %}"
        except (LanguageError, Unsaid) as unsaid:
            self.lost.append(f"`{{{{ als {holds} }}}}` ({_why(unsaid)}); de regel staat er altijd")
            return made

    def line(self, text: str, known: Mapping[str, Type]) -> str:
        """A text of one line, without markup."""
        return _SLOT.sub(lambda slot: self.slot(slot[1], known), text)

    def slot(self, inside: str, known: Mapping[str, Type]) -> str:
        written = inside.split("|")[0].strip()
        try:
            rule = check(written, known)
            if isinstance(rule.tree, tree.Name):
                found = self.names.find(rule.tree)
                key = found.key if found.form != "place" else ""
            else:
                key = self.value("tekst", rule.tree, rule.type)
        except (LanguageError, Unsaid) as unsaid:
            self.lost.append(f"`{{{{ {inside.strip()} }}}}` ({_why(unsaid)})")
            return ""
        return f"{{{{ {key} }}}}"

    def shown(self, node: Node, written: str) -> str:
        """A condition of {% if %}: as it is when it is simple, else a variable that a rule sets."""
        name = node.left if isinstance(node, tree.Compare) and node.op == "is" and node.right == tree.YesNo(True) else node
        if isinstance(name, tree.Name) and (found := self.names.find(name)).form in ("flag", "box"):
            return found.key
        if isinstance(node, tree.Compare) and node.op in ("is", "is niet") and isinstance(node.left, tree.Name):
            found, right = self.names.find(node.left), node.right
            sign = "==" if node.op == "is" else "!="
            if isinstance(right, tree.Option | tree.Text) and found.form == "text" and "'" not in right.value:
                return f"{found.key} {sign} '{right.value}'"
            if isinstance(right, tree.YesNo) and found.form == "radio":
                return f"{found.key} {sign} '{'ja' if right.value else 'nee'}'"
        return self.value("tekst", node, _YES_NO)


def _why(unsaid: Exception) -> str:
    return str(unsaid).rstrip(".")


_YES_NO = Type("yes_no")
