"""What other rooms say to a resident, in the language of the reader: sentences of refusal, states, and the words of a service."""
from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

from balie.appointments.public import SlotTaken
from balie.catalogue import public as catalogue
from balie.look import written


def said(sentence: object) -> str:
    """A sentence (or an exception that is one), translated when `portal/locale` knows it."""
    if isinstance(sentence, SlotTaken) and written.language() != "nl":
        return gettext("Dit moment kan niet meer. Kies een ander moment.")
    return gettext(text) if (text := str(sentence)) else ""


def of_service(slug: str) -> Callable[[str], str]:
    """Translates the words of a service that a zaak carries along: titles, steps, results, names of products."""
    known = catalogue.words(slug, language=written.language())
    return lambda text: known.get(text, text)
