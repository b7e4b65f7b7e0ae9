"""What other rooms use of handing over.

`of_zaak(zaak_id)` → `Handover` or None, for who may see that zaak already; `stuck_owners()`: zaken that wait for a person. Verbs of officials:
`try_again`, `take_back`. For who administers: `set_connection`, `connections`, `check_connection`.
"""
from balie.cases.elsewhere.connections import Unfit, set_connection
from balie.cases.elsewhere.connections import listed as connections
from balie.cases.elsewhere.following import Handover, check_connection, of_zaak, stuck_owners
from balie.cases.elsewhere.verbs import take_back, try_again
from balie.cases.elsewhere.zgw import Refused, Unreachable

__all__ = [
    "Handover", "Refused", "Unfit", "Unreachable", "check_connection", "connections", "of_zaak", "set_connection", "stuck_owners", "take_back",
    "try_again",
]
