"""Over real HTTP, through the guarded way out, to the town as a process of its own: also when that is killed in between."""
from __future__ import annotations

import os
import signal

from balie.cases.elsewhere import reading, running
from balie.cases.elsewhere.tests import world
from balie.cases.models import Registration, Zaak
from balie.demo.tests.test_live import run  # noqa: F401 - a fixture


def test_a_zaak_goes_there_and_comes_back_closed(gemeente, run, run_jobs):  # noqa: F811
    process, client, _mail = run()
    base = f"http://localhost:{client.base_url.port}/zaaksysteem"
    world.connect(**{api: f"{base}/{path}" for api, path in world.connections.APIS.items()})
    client.post("/console/faults", json={"simulator": "zaaksysteem", "fault": "made"})
    _, _, application = world.zaak(run_jobs=run_jobs)
    assert Registration.objects.get().state == "wacht" and len(client.get("/zaaksysteem.json").json()["zaken"]) == 1
    os.killpg(process.pid, signal.SIGKILL)  # and it comes back with what it had, and without an answer for us
    process.wait()
    running.run(Registration.objects.get().id)
    assert "geeft nu geen antwoord" in Registration.objects.get().error
    _process, client, _mail = run()
    client.post("/console/faults", json={"reset": True})
    with world.factories.submitted(application):
        run_jobs(later=True)
    row = Registration.objects.get()
    (there,) = client.get("/zaaksysteem.json").json()["zaken"]
    assert (row.state, there["papers"], there["people"], there["name"]) == ("doorgegeven", 1, 1, application.kenmerk)
    assert client.post(f"/zaaksysteem/{there['key']}/werk", data={"doe": "Verleend"}).status_code == 303
    reading.poll(row.id)
    assert Registration.objects.get().state == "klaar" and Zaak.objects.get().einddatum
