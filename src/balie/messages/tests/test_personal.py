"""The law: a copy, and erasure."""

import json
from uuid import uuid4

from balie.messages import public
from balie.messages.models import Delivery, Message

from .test_inbox import write


def test_copy_and_erasure(postman, resident, run_jobs):
    write(resident, text="Geheim")
    found = public.export_for(resident.person_id)
    assert found["berichten"][0]["tekst"] == "Geheim" and len(found["verzendingen"]) == 2 and json.dumps(found)
    assert public.export_for(uuid4()) == {"berichten": [], "verzendingen": []}
    public.erase(resident.person_id)
    run_jobs()
    assert not postman.sent and not Message.objects.exclude(body="").exists() and not Delivery.objects.exclude(address=b"").exists()
    write(resident, text="Geheim")
    run_jobs()
    assert not postman.sent  # what was told once is not told again
