"""Where an official file says what it cannot mean, and what every provider and client does instead. The rest of the file stands to the letter.

The served files name these answers beside the official ones.
"""
from __future__ import annotations

from typing import Any

# Something is made with 201 and a Location, and destroyed with 204, as everywhere else in the same file.
STATUS: dict[tuple[str, str], int] = {
    ("catalogi", "informatieobjecttype_create"): 201,
    ("catalogi", "informatieobjecttype_destroy"): 204,
    ("catalogi", "besluittype_destroy"): 204,
    ("catalogi", "zaaktype_destroy"): 204,
}

# A parameter that is called a reference in words, and a number in its schema.
REFERENCES = frozenset({("zaken", "zaaknotitie_list", "gerelateerdAan")})

# What the other side of a relation says is no part of what a client sends.
OPTIONAL: dict[tuple[str, str], frozenset[str]] = {
    ("catalogi", "InformatieObjectType"): frozenset({"zaaktypeIdentificaties"}),
}

# The rules of the standard ("Audit trail") want null where there is no older or newer body; the files forgot to say so.
BOTH = (("Wijzigingen", "oud"), ("Wijzigingen", "nieuw"))
NULLABLE: dict[str, tuple[tuple[str, str], ...]] = {"zaken": BOTH, "documenten": BOTH, "besluiten": BOTH}


# "Het antwoord bevat de applicatie": one, by its unique client id, though the schema says a list. Clients read one.
SINGLE: dict[str, tuple[tuple[str, str], ...]] = {"autorisaties": (("/applicaties/consumer", "get"),)}


def mended(api: str, document: dict[str, Any]) -> dict[str, Any]:
    for template, method in SINGLE.get(api, ()):
        content = document["paths"][template][method]["responses"]["200"]["content"]["application/json"]
        content["schema"] = content["schema"]["items"]
    for schema, attribute in NULLABLE.get(api, ()):
        document["components"]["schemas"][schema]["properties"][attribute]["nullable"] = True
    return document


def with_status(api: str, operation: str, official: int, answers: dict[int, Any]) -> int:
    """The status of success; `answers` gets an entry for it, with the body of the official one."""
    status = STATUS.get((api, operation), official)
    if status not in answers:
        answers[status] = {} if status == 204 else answers[official]
    return status
