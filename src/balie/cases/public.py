"""The door of cases.

For officials: `queue_for_official`, `find_zaken`, `zaken_of_owners`, `zaak_page`, `document_for_official`; verbs `take`, `take_next`, `release`,
`assign`, `finish_task`, `set_status`, `ask_resident`, `withdraw_ask`, `extend_term`, `decide`, `mark_ready_to_collect`, `hand_over`,
`stop_for_resident`, `add_note`, `add_document`, `refund`; of a zaak that a client made
`set_step`, `finish`, `give_besluit`. Who waits: `waiting_lists`, and the verb `offer_next`.
For residents: `mijn_balie`, `zaken_of`, `zaak_of_resident`, `zaak_id_of_application`, `document_for_resident`, `products_of`, `product_of`,
`paying_zaken_of`; `stand_of(application_id)`;
verbs `book_visit`, `answer_ask`, `withdraw`, `end_product`.
For later rooms: `case_facts(zaak_id)`, `ask_facts(ask_id)`, `filled_text(zaak_id, path, **known)`, `running_products(service)`.

Data of applications as files: `exports`. What goes to another zaaksysteem: `elsewhere`. See `export/public.py` and `elsewhere/public.py`.

The law: `export_for(person_id)`, `erase(person_id)`, `destroy(zaak_id=)`.

`ends_on(day, term)` counts as the term of a zaak counts; `team_name(team)` is a team in words.

Verbs take keywords only and are one transaction. They raise `NotFound` (not theirs, or not there), `NotAllowed` and `Impossible`; the text
of the last two is a sentence for the screen. `finish_task` raises `WrongFields`. A zaak is an owner for other rooms as `"zaak:<uuid>"`.
"""
from balie.cases.actions import (
    add_document,
    add_note,
    answer_ask,
    ask_resident,
    assign,
    extend_term,
    finish_task,
    release,
    set_status,
    take,
    take_next,
    withdraw_ask,
)
from balie.cases.booking import book_visit, stand_of
from balie.cases.decisions import decide, end_product, hand_over, mark_ready_to_collect, stop_for_resident, withdraw
from balie.cases.elsewhere import public as elsewhere
from balie.cases.export import public as exports
from balie.cases.facts import ask_facts, case_facts, filled_text
from balie.cases.intake import start_zaak
from balie.cases.personal import destroy, erase, export_for
from balie.cases.queries import SCOPES, find_zaken, queue_for_official, zaak_page, zaken_of_owners
from balie.cases.refunding import refund
from balie.cases.residents import (
    document_for_resident,
    mijn_balie,
    paying_zaken_of,
    product_of,
    products_of,
    services_of,
    zaak_id_of_application,
    zaak_of_resident,
    zaken_of,
)
from balie.cases.rules import ends_on, team_name
from balie.cases.stepping import finish, give_besluit, set_step
from balie.cases.views import (
    AskView,
    BesluitView,
    CaseFacts,
    CheckView,
    Choices,
    FieldView,
    Impossible,
    MijnBalie,
    NotAllowed,
    NoteView,
    NotFound,
    OpenAction,
    PayingZaak,
    ProductView,
    Queue,
    QueueLine,
    ResidentLine,
    ResidentZaak,
    RuleThatHeld,
    Stand,
    TaskView,
    TimelineStep,
    ToPay,
    WaitingList,
    WorkZaak,
    WrongFields,
)
from balie.cases.waiting import offer_next
from balie.cases.waiting_lists import waiting_lists
from balie.cases.work import application_in_words, document_for_official, running_products, zaken_for_desk
from balie.cases.zaaktypes import ensure_zaaktype

__all__ = [
    "AskView", "BesluitView", "CaseFacts", "CheckView", "Choices", "FieldView", "Impossible", "MijnBalie", "NotAllowed", "NotFound", "NoteView",
    "OpenAction", "PayingZaak", "ProductView", "Queue", "QueueLine", "ResidentLine", "ResidentZaak", "RuleThatHeld", "SCOPES", "Stand", "TaskView",
    "TimelineStep", "ToPay", "WaitingList",
    "WorkZaak", "WrongFields", "add_document", "add_note", "answer_ask", "application_in_words", "ask_facts", "ask_resident", "assign",
    "book_visit", "case_facts", "decide", "destroy", "document_for_official", "document_for_resident", "elsewhere", "end_product", "ensure_zaaktype",
    "finish", "give_besluit", "set_step",
    "ends_on", "erase", "export_for", "exports", "extend_term", "filled_text", "find_zaken", "finish_task", "hand_over", "mark_ready_to_collect",
    "mijn_balie", "offer_next", "paying_zaken_of", "product_of", "products_of", "queue_for_official", "refund", "release",
    "running_products", "set_status", "stand_of",
    "start_zaak", "stop_for_resident", "take", "take_next", "team_name", "waiting_lists", "withdraw", "withdraw_ask", "zaak_id_of_application",
    "zaak_of_resident",
    "zaak_page", "services_of", "zaken_for_desk", "zaken_of", "zaken_of_owners",
]
