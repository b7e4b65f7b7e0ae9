"""A picture of a service as a text of Open Forms: the image itself stands in its HTML, so that one file holds all."""

from collections.abc import Callable
from html import escape
from typing import Any

from balie.forms.definition import images
from balie.forms.definition.folder import ServiceDefinition
from balie.forms.moving_in.report import Item
from balie.forms.moving_out.components import Component, content
from balie.forms.plan.parts import QuestionPlan

Say = Callable[[str, Item], str]


def component(asked: QuestionPlan, item: Item, definition: ServiceDefinition, html: Say, line: Say) -> Component:
    """The image with its heading, caption and text; the same in English when anything of it is."""
    part: Any = asked.part
    english = definition.translations.get("en", {})
    words = [each for each in (part.label, part.alt, part.caption, part.text) if each]

    def written(say: Callable[[str], str]) -> str:
        heading = f"<h2>{escape(line(say(part.label), item))}</h2>" if part.label else ""
        source = f"data:{images.media_type(part.image)};base64,{definition.files[part.image]}"
        image = f'<img src="{source}" alt="{escape(line(say(part.alt), item))}">'
        caption = f"<figcaption>{escape(line(say(part.caption), item))}</figcaption>" if part.caption else ""
        text = html(definition.words(say(part.text)) or "", item) if part.text else ""
        return f'{heading}<figure class="image">{image}{caption}</figure>{text}'

    translated = written(lambda text: english.get(text, text)) if any(each in english for each in words) else ""
    return content(asked.name, written(str), translated)
