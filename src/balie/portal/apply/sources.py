"""The sources of a draft's own version: which are still open, what they need to be asked, and their names for people."""
from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from balie.applications import public as applications
from balie.portal.said import said
from balie.registers import public as registers

NO_CONSENT = ("eigen", "brp_adres", "brp_kind")  # the municipality's own check, by law: in the audit trail, not asked
NEEDS = {  # source → parameter, question type that gives it
    "rdw": ("kenteken", "number_plate"), "brp_adres": ("bag_id", "address_nl"), "brp_kind": ("person_id", "people"),
}
LABELS = {
    "persoon.naam": ("user", _("Uw naam")), "persoon.voornamen": ("user", _("Uw voornamen")), "persoon.geslachtsnaam": ("user", _("Uw achternaam")),
    "persoon.achternaam": ("user", _("Uw achternaam")),
    "persoon.geboortedatum": ("cake", _("Uw geboortedatum")), "persoon.geboorteplaats": ("map-pin", _("Uw geboorteplaats")),
    "persoon.nationaliteiten": ("flag", _("Uw nationaliteit")), "persoon.adres": ("home", _("Uw adres")),
    "persoon.inwoner": ("building", _("Of u hier woont")), "persoon.kinderen": ("users", _("Uw kinderen")),
    "persoon.gezag": ("gavel", _("Wie het gezag over uw kinderen heeft")),
    "persoon.partner": ("heart", _("Uw partner")), "persoon.ouders": ("users", _("Uw ouders")), "persoon.geslacht": ("user", _("Uw geslacht")),
    "persoon.huishouden": ("home", _("Wie er bij u wonen")), "persoon.inschrijvingsdatum": ("calendar", _("Sinds wanneer u hier woont")),
    "persoon.geheim": ("lock", _("Of uw gegevens geheim zijn")), "documenten": ("e-passport", _("Uw paspoorten en identiteitskaarten")),
    "voertuig": ("car", _("Uw auto")), "eigen": ("database", _("Wat u al van ons hebt")),
    "organisatie": ("building-store", _("Uw bedrijf of vereniging")),
    "organisatie.naam": ("building-store", _("De naam van uw bedrijf of vereniging")), "organisatie.kvk_nummer": ("hash", _("Uw KvK-nummer")),
    "organisatie.rechtsvorm": ("license", _("De rechtsvorm")), "organisatie.adres": ("map-pin", _("Het adres van uw bedrijf of vereniging")),
}


def asked(application) -> tuple:
    """All sources of this draft, in order (`source`, `fields`, `purpose`, `legal_basis`, `required`)."""
    return application.plan.service.facts


def block(application, source: str):
    return next((each for each in asked(application) if each.source == source), None)


def login_of(application) -> dict[str, str]:
    return application.plan.service.login.model_dump(exclude_none=True)


def parameters(application, source: str) -> dict[str, str] | None:
    """What the source needs besides the person; None: the answer that gives it is not there yet."""
    if source == "eigen":
        return applications.own_parameters(application.service, application.facts, application.state.pool)
    if source not in NEEDS:
        return {}
    name, kind = NEEDS[source]
    for page in application.state.pages:
        for question in page.questions:
            if application.plan.types[question.name].definition.type == kind and question.answered:
                value = question.value.get(name) or "" if isinstance(question.value, dict) else question.value
                return {name: value} if isinstance(value, str) else None
    return None


def open_ones(application) -> list:
    """Sources that were not asked yet and can be asked now. One that is switched off here is never asked: the questions take its place."""
    return [
        each for each in asked(application) if each.source not in application.fact_sources and parameters(application, each.source) is not None
        and registers.available(each.source)
    ]


def as_ask(application, each) -> registers.Ask:
    return registers.Ask(
        source=each.source, fields=tuple(each.fields), purpose=each.purpose, legal_basis=each.legal_basis, required=each.required,
        parameters=parameters(application, each.source) or {},
    )


def name_of(source: str) -> str:
    return said(registers.NAMES.get(source, source))


def words(fields) -> list[dict]:
    """The fields in words, each once: `voertuig.merk` and `voertuig.soort` are both "Uw auto"."""
    found = {}
    for path in fields:
        icon, label = LABELS.get(path) or LABELS.get(path.split(".")[0]) or ("file-text", path.rpartition(".")[2].replace("_", " "))
        found.setdefault(label, {"icon": icon, "label": label})
    return list(found.values())
