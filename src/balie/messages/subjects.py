"""What an owner ("zaak:…", "application:…") is about, for who writes: whom to tell, in which language, in which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from balie.applications import public as applications
from balie.cases import public as cases
from balie.catalogue import public as catalogue
from balie.forms import public as forms
from balie.identity.public import mandate_of, name_of
from balie.kernel import tenancy

from . import standard

SOMEBODY = {"nl": "inwoner", "en": "resident"}


@dataclass(frozen=True, kw_only=True)
class About:
    """`recipient` is the person or organisation, None when nobody logged in: then `address` is the e-mail address that they gave, if any.
    `fill(path, known)` fills in a text of the service."""

    owner: str
    recipient: UUID | None
    language: str = "nl"
    version_id: UUID | None = None
    values: dict
    name: str = ""
    address: str = ""
    fill: Callable[[str, dict], str] | None = None

    def text(self, kind: str, *, known: dict | None = None, trusted: dict | None = None, **values) -> str:
        """The service's own text of this kind, else the standard one.

        `known`: names for the service's text; `values` (plain words) and `trusted` (Markdown): for the standard one.
        """
        path = _path(self.version_id, self.language, kind)
        if path and self.fill:
            greeting = {"aanvrager": {"naam": self.name or SOMEBODY.get(self.language, SOMEBODY["nl"])}}
            try:
                return self.fill(path, greeting | (known or {}))
            except (forms.LanguageError, cases.NotFound, applications.NotFound):
                pass  # a text that cannot be filled in must not keep the news from the resident
        return standard.text(kind, self.language, trusted=trusted, **(self.values | values))


def about(owner: str) -> About:
    """Of an owner of an unknown kind we know nothing but its name."""
    kind, _, key = owner.partition(":")
    found = {"zaak": _zaak, "application": _application}.get(kind)
    return found(owner, UUID(key)) if found else About(owner=owner, recipient=None, values={"dienst": "", "kenmerk": "", "reden": ""})


def title_of(owner: str, language: str) -> str:
    """The noun of the service that an owner is about, in this language: says nothing of anybody. Empty when it is about none."""
    try:
        found = about(owner)
    except (cases.NotFound, applications.NotFound, ValueError):
        return ""
    return catalogue.plan(found.version_id, language=language).service.title if found.version_id else ""


def told(applicant: UUID | None, mandate_id: UUID | None) -> UUID | None:
    """Who hears of it: the applicant, also when somebody filled it in for them; for a child, the parent who asked."""
    mandate = mandate_of(mandate_id) if mandate_id else None
    return mandate.receiver if mandate and mandate.basis == "gezag" else applicant


def _zaak(owner: str, zaak_id: UUID) -> About:
    facts = cases.case_facts(zaak_id)
    recipient = told(facts.person_id or facts.organisation_id, facts.mandate_id)
    return About(
        owner=owner, recipient=recipient, language=facts.language, version_id=facts.version_id, name=name_of(recipient) if recipient else "",
        address="" if recipient else _address(facts.application_id),
        values={"dienst": facts.title, "kenmerk": facts.kenmerk, "reden": facts.reason},
        fill=lambda path, known: cases.filled_text(zaak_id, path, **known),
    )


def _address(application_id: UUID | None) -> str:
    """The address in an application of somebody who did not log in."""
    try:
        return _mail(applications.application_facts(application_id)[0]) if application_id else ""
    except applications.NotFound:
        return ""


def _mail(view: applications.ApplicationView) -> str:
    return applications.contact_in(view).get("email", "")


def _application(owner: str, application_id: UUID) -> About:
    try:
        view, recipient = applications.application_facts(application_id)
    except applications.NotFound:  # deleted since, for who asked to be forgotten: nobody is left to tell
        return About(owner=owner, recipient=None, values={"dienst": "", "kenmerk": "", "reden": ""})
    own, recipient = view.facts.get("persoon") or {}, told(recipient, view.mandate_id)

    def fill(path: str, known: dict) -> str:
        gemeente = tenancy.current()
        context = view.state.context.extended(
            gemeente={"naam": gemeente.naam, "telefoon": gemeente.config.get("telefoon", "")}, prijs=str(view.price),
            zaak={"kenmerk": view.kenmerk or ""}, **known,
        )
        return forms.render_markdown(view.plan.definition.text(path) or "", context)

    return About(
        owner=owner, recipient=recipient, language=view.language, version_id=view.version_id,
        name=(name_of(recipient) if recipient else "") or str(own.get("naam") or ""), address="" if recipient else _mail(view),
        values={"dienst": view.plan.service.title, "kenmerk": view.kenmerk or "", "reden": ""}, fill=fill,
    )


def _path(version_id: UUID | None, language: str, kind: str) -> str | None:
    if version_id is None:
        return None
    return getattr(catalogue.plan(version_id, language=language).service.messages, kind, None)
