"""The page of question types. What stands on it is drawn by the same code as a question of a real application."""
from __future__ import annotations

from django.shortcuts import render
from django.views.decorators.http import require_safe

from balie.applications import public as applications
from balie.portal.apply import fields
from balie.portal.gallery import sample as samples
from balie.portal.gallery.sample import EMPTY, FILLED, WRONG, Entry, Sample


@require_safe
def page(request):
    sample = samples.sample()
    kinds = {each.template for each in sample.plan.types.values()}
    return render(request, "portal/gallery/page.html", {
        "entries": [drawn(sample, each) for each in samples.entries()], "maps": "map" in kinds, "signs": "signature" in kinds,
    })


def drawn(sample: Sample, entry: Entry) -> dict:
    """A type in its states. What is not asked has only one."""
    kind = sample.plan.types[f"{entry.key}_{EMPTY}"]
    states = {"Leeg": field(sample, entry, EMPTY)}
    if kind.definition.locked:
        states = {"Alleen te lezen": states["Leeg"]}
    elif kind.asks:
        states |= {"Ingevuld": field(sample, entry, FILLED)} if entry.typed else {}
        states |= {"Fout": field(sample, entry, WRONG, wrong=True)} if entry.wrong or kind.definition.required else {}
    else:
        states = {"Zo staat het er": states["Leeg"]}
    return {"key": entry.key, "name": entry.name, "type": entry.type, "written": entry.written(), "states": states, "read": read(sample, entry)}


def field(sample: Sample, entry: Entry, state: str, *, wrong: bool = False) -> fields.FieldView:
    name = f"{entry.key}_{state}"
    if not wrong:
        return fields.field_of(sample, sample.question(name), {}, {})
    question = sample.question(name)
    answer = samples.parsed(entry, name, entry.wrong)
    raw = {name: answer if sample.plan.types[name].template == "group" else answer.raw}
    return fields.field_of(sample, question, raw, {name: answer.error or question.missing_text})


def read(sample: Sample, entry: Entry) -> tuple[dict, ...]:
    """As it reads at the check, in the confirmation and for the official: nothing to change."""
    question = sample.question(f"{entry.key}_{FILLED}")
    if not question.words:
        return ()
    return ({"key": question.label, "value": question.words, "drawn": applications.picture_of(sample.plan, question)},)


