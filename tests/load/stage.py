"""The stage of the measurements: a home of its own with the two demo towns, one resident, one official, and drafts that are ready to be sent."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import yaml

from tests.load.calls import Call
from tests.load.rows import Patterns

RESIDENT, APPLICANT = "999990639", "999993653"  # test numbers; who looks at Mijn Balie, and who fills in forms all day
SECRET = "b" * 32  # of the CSRF cookie: any 32 letters do, as long as the form says the same
SERVICES = Path(__file__).resolve().parents[2] / "services"
CLOSED, OPEN, STEP = ("verhuizing", "alleen"), ("verhuizing", "geen-bewijs"), ("paspoort", "volwassene")


def empty(home: Path) -> None:
    """An empty data folder for this process and its children. What was there is thrown away."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    os.environ["BALIE_HOME"] = str(home)


def build(home: Path) -> None:
    """Both towns, made as an installation makes them."""
    command = [sys.executable, "-m", "balie.cli.main", "migrate", "--quiet", "--with-demo-town"]
    subprocess.run(command, check=True, env=os.environ | {"BALIE_HOME": str(home)}, stdout=subprocess.DEVNULL)


class Stage:
    """Needs Django to be set up as the runtime role. Everything happens in Zonnedam."""

    def __init__(self):
        from django.db import transaction

        from balie.kernel.models import Gemeente
        from balie.kernel.tenancy import scope

        self.gemeente = Gemeente.objects.get(slug="zonnedam")
        with scope(self.gemeente), transaction.atomic():
            self.resident, self.resident_cookies = self._login(RESIDENT, "Sanne de Wit")
            self.applicant, self.applicant_cookies = self._login(APPLICANT, "Joris Bakker")
            self.official_cookies = self._official()

    # -- who -------------------------------------------------------------------------------------------------------------

    def _login(self, bsn: str, name: str):
        from django.contrib.sessions.backends.db import SessionStore
        from django.test import RequestFactory

        from balie.identity import public as identity

        request = RequestFactory().get("/")
        request.session, request.official = SessionStore(), None
        resident = identity.sign_in(request, proof=identity.Proof(via="digid", loa=identity.Loa("midden"), bsn=bsn, name=name))
        return resident, self._cookies(request.session)

    def _official(self):
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore

        from balie.identity.models import Official

        official = next(each for each in Official.objects.filter(is_active=True) if "behandelaar" in each.roles)
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(official.pk), "balie.identity.backends.OfficialBackend"
        session[HASH_SESSION_KEY] = official.get_session_auth_hash()
        session["account_authentication_methods"] = [{"method": "password", "at": 0}, {"method": "mfa", "type": "totp", "at": 0}]
        session["account_authentication_methods_user"] = str(official.pk)
        session.save()
        return self._cookies(session)

    @staticmethod
    def _cookies(session) -> dict[str, str]:
        return {"balie_session": session.session_key, "balie_csrf": SECRET}

    # -- applications ----------------------------------------------------------------------------------------------------

    def draft(self, service: str, example: str, resident=None) -> UUID:
        """A draft of the applicant with the facts and answers of an example of the service, every page of it visited."""
        from django.db import transaction

        from balie.applications import public as applications
        from balie.applications.models import Application
        from balie.kernel import clock, tenancy

        resident = resident or self.applicant
        given = yaml.safe_load((SERVICES / service / "examples" / f"{example}.yaml").read_text())
        answers = {name: _plain(value) for name, value in given["answers"].items()}
        if "verhuisdatum" in answers:
            answers["verhuisdatum"] = (date.today() + timedelta(days=7)).isoformat()
        with tenancy.scope(self.gemeente), transaction.atomic():
            view = applications.start(service=service, resident=resident, answers=answers)
            for source in view.plan.service.facts:
                applications.keep_facts(application_id=view.id, resident=resident, source=source.source, facts=given["facts"])
            view = applications.get(view.id, resident=resident)
            pages = [page.name for page in view.state.pages]
            Application.objects.filter(pk=view.id).update(visited=pages, saved=clock.now())
        return view.id

    def copies(self, draft: UUID, number: int) -> list[UUID]:
        """The same draft, `number` times."""
        from django.db import transaction

        from balie.applications.models import Application
        from balie.kernel import tenancy
        from balie.kernel.ids import new_id

        with tenancy.scope(self.gemeente), transaction.atomic():
            row = Application.objects.get(pk=draft)
            made = []
            for _ in range(number):
                row.pk = new_id()
                row._state.adding = True
                row.save(force_insert=True)
                made.append(row.pk)
        return made

    def patterns(self) -> Patterns:
        """A closed and an open zaak of the resident, who has three of each, by sending applications and doing the work that follows."""
        closed, opened = [self._sent(*CLOSED) for _ in range(3)], [self._sent(*OPEN) for _ in range(3)]
        return Patterns(closed=closed[0], open=opened[0])

    def _sent(self, service: str, example: str) -> UUID:
        from django.db import transaction

        from balie.applications import public as applications
        from balie.cases.models import Zaak
        from balie.kernel import tenancy
        from balie.kernel.testing import run_pending_jobs

        draft = self.draft(service, example, self.resident)
        with tenancy.scope(self.gemeente):
            applications.submit(application_id=draft, resident=self.resident)
            run_pending_jobs()
            with transaction.atomic():
                return Zaak.objects.get(application_id=draft).pk

    # -- requests --------------------------------------------------------------------------------------------------------

    def post(self, path: str, **form) -> Call:
        return Call(path, self.applicant_cookies, {"csrfmiddlewaretoken": SECRET, **form})

    def submits(self, draft: UUID):
        return lambda n: [self.post(f"/aanvraag/{key}/controle/", email="sanne@voorbeeld.example", phone="") for key in self.copies(draft, n)]

    def steps(self, draft: UUID):
        return lambda n: [
            self.post(f"/aanvraag/{key}/stap/oud-document/", oud_document="heb_ik", revision="0") for key in self.copies(draft, n)
        ]


def _plain(value):
    return {"ja": True, "nee": False}.get(value, value) if isinstance(value, str) else value
