"""What depends on what, as data for the designer: names, pages and outcomes with their value now, and an edge for every rule and text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from balie.forms.plan.plan import Plan
from balie.forms.plan.state import State
from balie.forms.plan.texts import in_words
from balie.forms.plan.uses import Use

_LOOKS = {"page": "folder", "question": "box", "value": "ellipse", "fact": "cylinder", "setting": "parallelogram", "lookup": "hexagon"}


@dataclass(frozen=True, slots=True)
class Vertex:
    """`id` is unique: a name, `page:name`, or an outcome as `costs:row`. `kind`: question, page, value, fact, setting, text or an outcome.
    `now`: its value in words; `there`: is it shown, or does it count?"""

    id: str
    kind: str
    label: str
    now: str = ""
    there: bool = True


@dataclass(frozen=True, slots=True)
class Edge:
    """`target` hangs on `source` by this `part` (toon als, default, text …) of it, with the `rule` as written and what it gives `now`."""

    source: str
    target: str
    part: str
    rule: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    vertices: tuple[Vertex, ...]
    edges: tuple[Edge, ...]

    def around(self, name: str) -> "Graph":
        """All that this hangs on, however far, and what hangs on it directly. Raises KeyError for what is not in the graph."""
        start = next((each.id for each in self.vertices if each.id in (name, f"page:{name}")), None)
        if start is None:
            raise KeyError(name)
        kept, waiting = {start}, [start]
        found = {edge for edge in self.edges if edge.source == start}
        while waiting:
            at = waiting.pop()
            for edge in self.edges:
                if edge.target == at:
                    found.add(edge)
                    if edge.source not in kept:
                        kept.add(edge.source)
                        waiting.append(edge.source)
        kept |= {edge.target for edge in found}
        return Graph(tuple(each for each in self.vertices if each.id in kept), tuple(edge for edge in self.edges if edge in found))

    def as_json(self) -> dict[str, Any]:
        vertices = [{"id": each.id, "kind": each.kind, "label": each.label, "now": each.now, "there": each.there} for each in self.vertices]
        edges = [{"from": each.source, "to": each.target, "part": each.part, "rule": each.rule, "now": each.now} for each in self.edges]
        return {"nodes": vertices, "edges": edges}

    def as_dot(self) -> str:
        """For Graphviz."""
        lines = ["digraph balie {", "  rankdir=LR;"]
        for each in self.vertices:
            style = "" if each.there else ", style=dashed"
            lines.append(f"  {_quoted(each.id)} [label={_quoted(_named(each))}, shape={_LOOKS.get(each.kind, 'note')}{style}];")
        for edge in self.edges:
            lines.append(f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [label={_quoted(edge.part)}, tooltip={_quoted(edge.rule)}];")
        return "\n".join([*lines, "}"])

    def as_mermaid(self) -> str:
        """For Mermaid, which Markdown viewers draw."""
        ids = {each.id: f"n{at}" for at, each in enumerate(self.vertices)}
        lines = ["flowchart LR"] + [f'  {ids[each.id]}["{_plain(_named(each))}"]' for each in self.vertices]
        return "\n".join(lines + [f'  {ids[each.source]} -->|"{_plain(each.part)}"| {ids[each.target]}' for each in self.edges])


def graph(plan: Plan, state: State) -> Graph:
    """The whole graph of a plan, with the values of this state."""
    edges = dict.fromkeys(edge for use in plan.program.uses for edge in _edges(plan, state, use))
    edges |= dict.fromkeys(Edge(f"page:{page.part.page}", each.name, "op pagina", "") for page in plan.pages for each in page.questions)
    vertices = {each.id: each for each in _vertices(plan, state)}
    for edge in edges:
        for name in (edge.source, edge.target):
            if name not in vertices:
                kind, _, row = name.partition(":")
                vertices[name] = Vertex(name, kind if row else "text", row or name, _said(plan, state, name) if not row else "")
    return Graph(tuple(vertices.values()), tuple(edges))


def _edges(plan: Plan, state: State, use: Use) -> Iterable[Edge]:
    target = use.of if use.kind in ("question", "value", "lookup") else f"{use.kind}:{use.of}"
    part = f"{use.inside}: {use.part}" if use.inside else use.part
    now = ""
    if use.ruled is not None:
        now = in_words(use.ruled.rule.type, use.ruled.run(state.values, state.context.moment), "nl")
    return [Edge(name, target, part, use.rule, now) for name in sorted(use.names)]


def _vertices(plan: Plan, state: State) -> Iterable[Vertex]:
    visible = state.memory.visible
    for page in plan.pages:
        yield Vertex(f"page:{page.part.page}", "page", page.part.title, there=f"page:{page.part.page}" in visible)
        for each in page.questions:
            yield Vertex(each.name, "question", each.part.label, _said(plan, state, each.name), each.name in visible)
    for name in plan.values:
        yield Vertex(name, "value", name.replace("_", " "), _said(plan, state, name))
    for name in plan.facts:
        label = plan.lookups[name].part.name if name in plan.lookups else name.replace("_", " ")
        yield Vertex(name, "lookup" if name in plan.lookups else "fact", label, _said(plan, state, name))
    for name, setting in plan.service.settings.items():
        yield Vertex(name, "setting", setting.label, _said(plan, state, name))
    for kind, rows in (("costs", plan.costs), ("decision", plan.decision), ("tasks", plan.tasks), ("documents", plan.documents)):
        for row in rows:
            name = getattr(row.part, {"costs": "label", "decision": "row", "tasks": "task", "documents": "document"}[kind])
            yield Vertex(f"{kind}:{name}", kind, name, there=bool(row.counts(state.values, state.context.moment)))


def _said(plan: Plan, state: State, name: str) -> str:
    if name in plan.names:
        return plan.describe(name, state.values[name])
    return in_words(plan.text_names[name], state.values[name]) if name in plan.text_names else ""


def _named(vertex: Vertex) -> str:
    return f"{vertex.label}\n= {vertex.now}" if vertex.now else vertex.label


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _plain(text: str) -> str:
    """Without any sign that Mermaid gives a meaning."""
    return re.sub(r'[^\w\s.,:=€?!/-]', lambda sign: f"#{ord(sign[0])};", text).replace("\n", "<br>")
