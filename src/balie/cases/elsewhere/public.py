"""What other rooms use of handing over.

`of_zaak(zaak_id)` → `Handover` or None, for who may see that zaak already; `stuck_owners()`: zaken that wait for a person. Verbs of officials:
`try_again`, `take_back`. For who administers: `set_connection`, `connections`, `check_connection`.

Zaken that live there: `zaken_there(resident)`, `zaak_there(resident, id)`, `open_there(official)`, `any_followed()`. For who administers:
`follow`, `unfollow`, `followed`. What the other side tells: `receive`.
"""
from balie.cases.elsewhere.connections import Unfit, set_connection
from balie.cases.elsewhere.connections import listed as connections
from balie.cases.elsewhere.following import Handover, check_connection, of_zaak, stuck_owners
from balie.cases.elsewhere.mirror.following import follow, unfollow
from balie.cases.elsewhere.mirror.following import listed as followed
from balie.cases.elsewhere.mirror.receiving import Unknown, Unreadable, receive
from balie.cases.elsewhere.mirror.showing import LineElsewhere, any_followed
from balie.cases.elsewhere.mirror.showing import for_official as open_there
from balie.cases.elsewhere.mirror.showing import for_resident as zaak_there
from balie.cases.elsewhere.mirror.showing import of_resident as zaken_there
from balie.cases.elsewhere.verbs import take_back, try_again
from balie.cases.elsewhere.zgw import Refused, Unreachable

__all__ = [
    "Handover", "LineElsewhere", "Refused", "Unfit", "Unknown", "Unreachable", "Unreadable", "any_followed", "check_connection", "connections",
    "follow", "followed", "of_zaak", "open_there", "receive", "set_connection", "stuck_owners", "take_back", "try_again", "unfollow", "zaak_there",
    "zaken_there",
]
