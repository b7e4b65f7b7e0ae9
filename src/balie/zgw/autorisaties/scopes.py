"""The scopes of the standard: which there are, which of them say "zaken", "documenten" or "besluiten" (ac-003), and which count as another. Pure."""
from __future__ import annotations

Held = tuple[str, str]  # component and scope

SCOPES: dict[str, tuple[str, ...]] = {
    "zrc": (
        "zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.geforceerd-bijwerken", "zaken.verwijderen", "zaken.heropenen",
        "zaken.statussen.toevoegen", "audittrails.lezen",
    ),
    "drc": (
        "documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.geforceerd-bijwerken", "documenten.verwijderen",
        "documenten.lock", "documenten.geforceerd-unlock", "audittrails.lezen",
    ),
    "ztc": ("catalogi.lezen", "catalogi.schrijven", "catalogi.geforceerd-schrijven", "catalogi.geforceerd-verwijderen"),
    "brc": ("besluiten.lezen", "besluiten.aanmaken", "besluiten.bijwerken", "besluiten.verwijderen", "audittrails.lezen"),
    "ac": ("autorisaties.lezen", "autorisaties.bijwerken"),
    "nrc": ("notificaties.consumeren", "notificaties.publiceren"),
}

# What an autorisatie of this component is about: scopes that begin so need these attributes (ac-003). The first names the type.
MAIN = {"zrc": "zaken", "drc": "documenten", "brc": "besluiten"}
NEEDED = {
    "zrc": ("zaaktype", "max_vertrouwelijkheidaanduiding"),
    "drc": ("informatieobjecttype", "max_vertrouwelijkheidaanduiding"),
    "brc": ("besluittype",),
}

# Asked for → held instead. Who may change what is closed or published, may change what is not; ztc-014: who reads zaken or documenten, reads
# their types. Everything else stands as alternatives in the operations of the standard itself.
ALSO: dict[Held, frozenset[Held]] = {
    ("zrc", "zaken.bijwerken"): frozenset({("zrc", "zaken.geforceerd-bijwerken")}),
    ("drc", "documenten.bijwerken"): frozenset({("drc", "documenten.geforceerd-bijwerken")}),
    ("ztc", "catalogi.schrijven"): frozenset({("ztc", "catalogi.geforceerd-schrijven")}),
    ("ztc", "catalogi.lezen"): frozenset({("zrc", "zaken.lezen"), ("drc", "documenten.lezen")}),
}


def enough(component: str, scopes: frozenset[str]) -> frozenset[Held]:
    """Holding one of these is holding one of `scopes` of `component`."""
    asked = {(component, scope) for scope in scopes}
    return frozenset(asked.union(*(ALSO.get(each, frozenset()) for each in asked)))


def needed(component: str, scopes: list[str]) -> tuple[str, ...]:
    """The attributes that an autorisatie with these scopes must have (ac-003)."""
    main = MAIN.get(component)
    return NEEDED[component] if main and any(scope.startswith(f"{main}.") for scope in scopes) else ()
