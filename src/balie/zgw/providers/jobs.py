"""Background work: reading anew what we have a copy of."""
from __future__ import annotations

from balie.kernel import outbox


@outbox.periodic("23 * * * *", atomic=False)
def read_the_types_of_others_anew() -> None:
    from balie.zgw.providers import mirrors

    for key in mirrors.due():
        mirrors.read_anew(key)
