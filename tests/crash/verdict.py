"""What is true afterwards, read from the database as its owner and from the town's own books, beside what residents were told."""
from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields
from decimal import Decimal
from uuid import UUID

import httpx2
import psycopg

from balie.runtime.testing.house import House
from balie.settings.embedded import connection_urls
from tests.load.resident import ID, Acknowledged

OPEN = "(status = 'doing' or (status = 'todo' and (attempts > 0 or coalesce(scheduled_at, now()) <= now())))"  # waiting for a next try is open too
OPEN_JOBS = f"select count(*) from procrastinate_jobs where {OPEN}"
UNFINISHED = f"""
    select coalesce(args->>'handler', task_name), status::text, attempts from procrastinate_jobs
    where {OPEN} or (status = 'failed' and task_name not in (select task_name from procrastinate_periodic_defers))
"""  # periodic work that failed comes again by itself
TO_BRING = "select count(*) from messages_delivery where state = 'wacht'"
UNPAID = "select a.provider_id from payments_attempt a join payments_payment p on p.id = a.payment_id where p.status <> 'betaald'"
DOUBLED = {
    "zaken": "select application_id from cases_zaak where application_id is not null group by 1 having count(*) > 1",
    "kenmerken": "select kenmerk from applications_application where kenmerk is not null group by 1 having count(*) > 1",
    "payments": "select owner from payments_payment group by 1 having count(*) > 1",
    "messages": "select fact || person_id from messages_message group by 1 having count(*) > 1",
    "deliveries": "select fact || recipient || channel from messages_delivery group by 1 having count(*) > 1",
    "appointments": "select owner from appointments_appointment where status in ('geboekt', 'verplaatst') group by 1 having count(*) > 1",
    "slots": "select a.id from appointments_appointment a join appointments_appointment b on a.desk_id = b.desk_id and a.id < b.id "
             "and a.period && b.period where a.status in ('geboekt', 'verplaatst') and b.status in ('geboekt', 'verplaatst')",
}


@dataclass
class Verdict:
    """Each list names applications (or keys) for which a promise was broken; all empty is sound."""

    acknowledged: int = 0
    completed: int = 0
    paid: int = 0
    booked: int = 0
    mails: int = 0
    lost: list[str] = field(default_factory=list)
    without_zaak: list[str] = field(default_factory=list)
    without_message: list[str] = field(default_factory=list)
    without_appointment: list[str] = field(default_factory=list)
    wrong_balance: list[str] = field(default_factory=list)
    doubled: dict[str, list[str]] = field(default_factory=dict)
    doubled_mails: list[str] = field(default_factory=list)
    paid_twice: list[str] = field(default_factory=list)
    unfinished_jobs: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.broken

    @property
    def broken(self) -> dict[str, int]:
        """How many of each kind of broken promise, and nothing for the kept ones."""
        counts = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in TOLD}
        doubled = {f"doubled {name}": len(found) for name, found in counts.pop("doubled").items()}
        plain = {name: value if isinstance(value, int) else len(value) for name, value in counts.items()}
        return {name: number for name, number in {**plain, **doubled}.items() if number}

    @property
    def doubles(self) -> dict[str, int]:
        """The broken promises of the kind "once"."""
        return {name: number for name, number in self.broken.items() if name.startswith("doubled") or name == "paid_twice"}


TOLD = ("acknowledged", "completed", "paid", "booked", "mails")


class Books:
    """The database of a house, the payments of its bank and the mails in its mailbox."""

    def __init__(self, house: House):
        self.house, self.url = house, connection_urls(house.home)[0]

    def rows(self, query: str, *values) -> list[tuple]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(query, values).fetchall()

    def at_bank(self) -> dict[str, dict]:
        """Payments at the bank by their id, from its journal: the last line of each counts."""
        found = {}
        for line in (self.house.home / "town" / "journal.jsonl").read_text(errors="replace").splitlines():
            try:
                kind, key, value = json.loads(line)
            except ValueError:
                continue
            if kind == "payment":
                found[key] = value
        return found

    def mails(self) -> list[dict]:
        return httpx2.get(f"{self.house.town_url}/mail.json", timeout=60).json()["mails"]

    def settled(self) -> bool:
        """Nothing is waiting to be done, every mail has left, and what the bank received is known."""
        try:
            if self.rows(OPEN_JOBS)[0][0] or self.rows(TO_BRING)[0][0]:
                return False
            waiting = {row[0] for row in self.rows(UNPAID)}
        except psycopg.Error:
            return False
        return not any(payment["status"] == "paid" for key, payment in self.at_bank().items() if key in waiting)


def judge(house: House, told: list[Acknowledged]) -> Verdict:
    books = Books(house)
    verdict = Verdict(acknowledged=sum(each.sent for each in told), completed=sum(each.completed for each in told),
                      paid=sum(each.paid for each in told), booked=sum(each.booked for each in told))
    status = {str(key): value for key, value in books.rows("select id, status from applications_application")}
    zaken = {str(key): str(zaak) for key, zaak in books.rows("select application_id, id from cases_zaak where application_id is not null")}
    written = Counter(row[0] for row in books.rows("select owner from messages_message where direction = 'uit'"))
    booked = Counter(row[0] for row in books.rows("select owner from appointments_appointment where status in ('geboekt', 'verplaatst')"))
    for each in told:
        complete = each.completed or each.paid
        if (each.sent or complete) and status.get(each.application, "concept") in ("concept", "ingetrokken"):
            verdict.lost.append(each.application)
        elif complete and status[each.application] != "ingediend":
            verdict.lost.append(each.application)
        elif complete and each.application not in zaken:
            verdict.without_zaak.append(each.application)
        elif complete and not written[f"zaak:{zaken[each.application]}"]:
            verdict.without_message.append(each.application)
        if each.booked and not booked[f"application:{each.application}"]:
            verdict.without_appointment.append(each.application)
    verdict.doubled = {name: [str(row[0]) for row in books.rows(query)] for name, query in DOUBLED.items()}
    _judge_every_submitted(verdict, status, zaken)
    _judge_money(verdict, books)
    _judge_mails(verdict, books)
    verdict.unfinished_jobs = [f"{what}, {status} after {tries}" for what, status, tries in books.rows(UNFINISHED)]
    return verdict


def _judge_every_submitted(verdict: Verdict, status: dict[str, str], zaken: dict[str, str]) -> None:
    """Also what nobody was told about (the line broke before the answer) must be whole."""
    known = set(verdict.without_zaak)
    verdict.without_zaak += [key for key, value in status.items() if value == "ingediend" and key not in zaken and key not in known]


def _judge_money(verdict: Verdict, books: Books) -> None:
    received, times = defaultdict(Decimal), Counter()
    for key, payment in books.at_bank().items():
        if payment["status"] == "paid":
            received[key] = Decimal(payment["amount"]["value"])
            found = ID.search(payment["redirectUrl"])
            times[found[1] if found else key] += 1
    verdict.paid_twice = [key for key, number in times.items() if number > 1]
    entered = defaultdict(Decimal)
    for key, amount in books.rows("select reference, amount from payments_ledgerentry where kind = 'ontvangen'"):
        entered[key] += amount
    verdict.wrong_balance = sorted(key for key in received.keys() | entered.keys() if received[key] != entered[key])


def _judge_mails(verdict: Verdict, books: Books) -> None:
    """The same delivery twice, or two deliveries of the same fact: the Message-ID names the delivery."""
    facts = {str(key): fact for key, fact in books.rows("select id, fact || recipient from messages_delivery where channel = 'email'")}
    mails = books.mails()
    verdict.mails = len(mails)
    names = [mail["message_id"].strip("<>").partition("@")[0] for mail in mails]
    about = Counter(facts.get(name, name) if _is_id(name) else name for name in names)
    verdict.doubled_mails = [name for name, number in about.items() if number > 1]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
