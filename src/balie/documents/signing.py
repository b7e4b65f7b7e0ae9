"""The electronic seal of a municipality on a PDF: PAdES (ETSI EN 319 142-1, baseline B-B), by pyHanko.

Key and certificate lie in BALIE_HOME/keys/seal/<municipality>. In the demo they are made when first needed, under a root whose key signs
this one certificate and is then thrown away; in production the operator puts those of a trust service provider there.
"""
from __future__ import annotations

import io
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from balie.kernel import clock, tenancy

FIELD = "Gemeente"
YEARS = 10
VALID_FROM = datetime(2026, 1, 1, tzinfo=clock.UTC)  # a demo seal is made when first used; a clock that stands earlier must accept it too


class NoKey(RuntimeError):
    """In production, nobody put a key and certificate in place."""


@dataclass(frozen=True)
class Signature:
    """`valid`: whole, unchanged since, and by a certificate that we trust. `signer`: name in the certificate."""

    valid: bool
    signer: str
    at: datetime | None


def sign_pdf(pdf: bytes, *, reason: str = "Verstrekt door de gemeente") -> bytes:
    """The PDF with the invisible seal of the current municipality. Raises `NoKey`."""
    gemeente = tenancy.current()
    signer = _signer(str(_folder(gemeente.slug, gemeente.naam)))
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason, location=gemeente.naam,
    )
    return signers.sign_pdf(writer, metadata, signer=signer).getvalue()


def verify_pdf(pdf: bytes) -> Signature:
    """Whether the last seal on this PDF is the current municipality's and covers the whole file. Damage is not valid, never an error."""
    gemeente = tenancy.current()
    root = load_cert_from_pemder(str(_folder(gemeente.slug, gemeente.naam) / "root.pem"))
    context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=clock.now())
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not signatures:
            return Signature(False, "", None)
        status = validate_pdf_signature(signatures[-1], context)
    except Exception:  # whatever a damaged or hostile file makes a parser do
        return Signature(False, "", None)
    return Signature(
        bool(status.bottom_line and status.coverage and status.coverage.name == "ENTIRE_FILE"),
        status.signing_cert.subject.native.get("common_name", ""), status.signer_reported_dt,
    )


@lru_cache(maxsize=64)
def _signer(folder: str) -> signers.SimpleSigner:
    path = Path(folder)
    signer = signers.SimpleSigner.load(str(path / "key.pem"), str(path / "cert.pem"), ca_chain_files=(str(path / "root.pem"),))
    if signer is None:
        raise NoKey(f"The key or certificate in keys/seal/{path.name} cannot be read.")
    return signer


def _folder(slug: str, name: str) -> Path:
    folder = settings.BALIE.home / "keys" / "seal" / slug
    if not folder.exists():
        if settings.BALIE.mode == "production":
            raise NoKey(f"Put key.pem, cert.pem and root.pem of the seal in keys/seal/{slug}.")
        _make(folder, name)
    return folder


def _make(folder: Path, name: str) -> None:
    """All three files or none: made beside, renamed at once. Of two processes that start together, one wins."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder.parent))
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate(f"Balie demo-root {name}", root_key, f"Balie demo-root {name}", root_key, authority=True)
    certificate = _certificate(f"Gemeente {name}", key, f"Balie demo-root {name}", root_key, authority=False)
    (fresh / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (fresh / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (fresh / "key.pem").touch(mode=0o600)
    (fresh / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))
    try:
        os.rename(fresh, folder)
    except OSError:
        shutil.rmtree(fresh)
        if not folder.exists():
            raise


def _certificate(name: str, key, issuer: str, issuer_key, *, authority: bool) -> x509.Certificate:
    start = min(VALID_FROM, clock.now())
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"), x509.NameAttribute(NameOID.COMMON_NAME, name[:64])]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"), x509.NameAttribute(NameOID.COMMON_NAME, issuer[:64])]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(clock.now() + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .add_extension(x509.KeyUsage(
            digital_signature=not authority, content_commitment=not authority, key_encipherment=False, data_encipherment=False,
            key_agreement=False, key_cert_sign=authority, crl_sign=authority, encipher_only=False, decipher_only=False,
        ), critical=True)
    )
    return builder.sign(issuer_key, hashes.SHA256())
