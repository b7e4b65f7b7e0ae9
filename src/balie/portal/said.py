"""What other rooms say to a resident, in the language of the reader: sentences of refusal, states, and the words of a service."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext

from balie.appointments.public import AppointmentView, SlotTaken
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


def appointment(booked: AppointmentView) -> AppointmentView:
    """What an appointment is for, as the service that it belongs to calls it. Which service that is, is not known."""
    if written.language() == "nl":
        return booked
    names = (of_service(card.slug)(booked.product_name) for card in catalogue.list_services())
    return replace(booked, product_name=next((name for name in names if name != booked.product_name), booked.product_name))
