"""Keeping documents: type by content, scanned, on disk before the row, versions, and nobody else's."""
import os
import socketserver
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from balie.documents import checks, jobs, public, scanners, storage
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import ObjectInformatieObject
from balie.kernel import clock, tenancy
from balie.kernel.models import AuditEntry

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(40)
OWNER = "zaak:" + str(uuid4())


def store(**changes):
    return public.store(**{"content": PDF, "title": "Huurcontract", "owner": OWNER} | changes)


def test_stored_and_read(gemeente):
    document_id = store(filename="contract.pdf", uploader="person:1")
    content = public.content_of_owner(document_id, owner=OWNER, purpose="Inzage")
    assert (content.data, content.filename, content.media_type) == (PDF, "contract.pdf", "application/pdf")
    row = Versie.objects.get(canonical=document_id)
    assert (row.versie, row.actueel, row.bestandsomvang, row.integriteit_algoritme) == (1, True, len(PDF), "sha_256")
    assert AuditEntry.objects.filter(action="document.gelezen", object_ref=f"document:{document_id}").count() == 1


def test_other_owner_reads_nothing(gemeente):
    document_id = store()
    with pytest.raises(public.DocumentNotFound):
        public.content_of_owner(document_id, owner="zaak:" + str(uuid4()), purpose="Inzage")


def test_other_municipality_reads_nothing(gemeente, other_gemeente):
    document_id = store()
    with tenancy.scope(other_gemeente):
        with pytest.raises(public.DocumentNotFound):
            public.content_of_owner(document_id, owner=OWNER, purpose="Inzage")
        assert public.documents_of_owner(OWNER) == []


def test_only_its_uploader_has_an_upload(gemeente):
    document_id = store(owner="", uploader="person:1")
    assert public.document_of_uploader(document_id, uploader="person:1")
    for other in ("person:2", ""):
        with pytest.raises(public.DocumentNotFound):
            public.document_of_uploader(document_id, uploader=other)


def test_new_version_keeps_the_old(gemeente):
    document_id = store()
    assert public.add_version(document_id=document_id, content=PNG, filename="foto.png") == 2
    assert public.content_of_owner(document_id, owner=OWNER, purpose="x").data == PNG
    old = Versie.objects.get(canonical=document_id, versie=1)
    assert not old.actueel and storage.fetch(old.inhoud) == PDF


def test_two_newest_versions_cannot_be(gemeente):
    document_id = store()
    row = Versie.objects.get(canonical=document_id)
    row.pk, row.versie = uuid4(), 2
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_attaching_twice_is_once(gemeente):
    document_id = store()
    public.attach(document_id=document_id, owner=OWNER)
    assert ObjectInformatieObject.objects.filter(informatieobject=document_id).count() == 1
    public.attach(document_id=document_id, owner="application:" + str(uuid4()))
    assert {row.object_type for row in ObjectInformatieObject.objects.all()} == {"zaak", "verzoek"}


def test_list_is_one_query(gemeente, django_assert_num_queries):
    for _ in range(5):
        store()
    with django_assert_num_queries(1):
        assert len(public.documents_of_owners([OWNER, "zaak:x"])) == 5


def test_size_in_words(gemeente):
    store()
    assert public.documents_of_owner(OWNER)[0].size_text == "1 kB"


@pytest.mark.parametrize("content, name, part", [
    (b"", "leeg.pdf", "leeg"),
    (b"<html><script>alert(1)</script>", "onschuldig.pdf", "kunnen wij niet lezen"),
    (b"MZ" + bytes(200), "foto.jpg", "kunnen wij niet lezen"),
    (PDF + bytes(200), "groot.pdf", "te groot"),
])
def test_refused_by_content(content, name, part):
    with pytest.raises(checks.Refused, match=part):
        checks.measure(content, name, max_bytes=max(100, len(PDF)) if "groot" in part else 1000)


@pytest.mark.parametrize("name, safe", [
    ("../../etc/passwd", "etcpasswd.pdf"), ("foto.exe", "foto.pdf"), ("", "document.pdf"), ("a\u202egpj.exe", "agpj.pdf"),
    ("x" * 300, "x" * 116 + ".pdf"), ("Huurcontract 2026.PDF", "Huurcontract 2026.pdf"),
])
def test_names_are_safe(name, safe):
    assert checks.safe_name(name, "application/pdf") == safe


def test_virus_is_refused(gemeente):
    with pytest.raises(public.Refused, match="virus"):
        store(content=PDF + scanners.EICAR, received=True)
    assert Versie.objects.count() == 0


def test_control_without_scanner_it_is_kept(gemeente, monkeypatch):
    monkeypatch.setattr(scanners, "chosen", lambda: "none")
    assert store(content=PDF + scanners.EICAR, received=True)


def test_when_the_scanner_fails_nothing_is_kept(gemeente, monkeypatch):
    monkeypatch.setattr(scanners, "chosen", lambda: "failing")
    with pytest.raises(public.Refused, match="Probeer het over een paar minuten opnieuw"):
        store(received=True)


class Clamd(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if scanners.EICAR in content else b"stream: OK\0")


def test_clamav_protocol():
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        scanner = scanners.ClamAV("127.0.0.1", server.server_address[1])
        assert scanner.scan(bytes(200_000)) == ""
        assert scanner.scan(b"x" + scanners.EICAR) == "Eicar-Test-Signature"
        server.shutdown()
    with pytest.raises(scanners.ScannerDown):
        scanner.scan(b"x")


def test_content_is_whole_or_absent(gemeente, monkeypatch):
    monkeypatch.setattr(os, "rename", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        store()
    assert Versie.objects.count() == 0


def test_flushed_before_the_row_is_made(gemeente, monkeypatch):
    flushed = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (flushed.append(descriptor), real(descriptor)))
    store()
    assert len(flushed) >= 2  # the file and its folder


def test_damage_is_noticed(gemeente):
    document_id = store()
    path = storage.storage().path(Versie.objects.get(canonical=document_id).inhoud)
    with open(path, "r+b") as file:
        file.write(b"!")
    with pytest.raises(public.Damaged):
        public.content_of_owner(document_id, owner=OWNER, purpose="x")


def test_sweep_deletes_only_what_no_row_names(gemeente):
    document_id, orphan = store(), storage.keep(PDF)
    assert jobs.sweep_day(clock.today()) >= 1
    assert not storage.storage().exists(orphan)
    assert public.content_of_owner(document_id, owner=OWNER, purpose="x").data == PDF
    assert jobs.sweep_day(clock.today() - timedelta(days=400)) == 0


def test_download_never_runs(gemeente):
    response = public.as_download(public.content_of_owner(store(filename='a"b.pdf'), owner=OWNER, purpose="x"))
    assert response["Content-Disposition"].startswith("attachment") and response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"] and "no-store" in response["Cache-Control"]
