"""Where the content of documents lies: files under BALIE_HOME/media, or S3 by setting. A name says nothing about the content.

Content is on disk before the row that names it commits. A transaction that rolls back leaves content that no row names, and content is
deleted after the rows that named it: a crash leaves content without a row, never a row without content. `jobs` sweeps what is left.
"""
from __future__ import annotations

import os
import secrets
from datetime import date
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage

from balie.kernel import clock, tenancy


class DurableFiles(FileSystemStorage):
    """Files that are whole or absent: written beside, flushed to disk, renamed, and the folder flushed too."""

    def _save(self, name, content):
        target = Path(self.path(name))
        _make_folders(target.parent)
        fresh = target.with_name(f".{secrets.token_hex(8)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            os.rename(fresh, target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        _flush(target.parent)
        return name


def _make_folders(folder: Path) -> None:
    """Like mkdir -p, but each new folder's entry in its parent is flushed to disk as well."""
    if not folder.exists():
        _make_folders(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _flush(folder.parent)


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


IN_MEMORY = 8 * 1024 * 1024  # of one file that is read from S3; beyond that it passes through a temporary file


@cache
def storage() -> Storage:
    """Files, or S3 by BALIE_STORAGE=s3 (S3 answers only after the content is stored durably)."""
    return _s3() if settings.BALIE.storage == "s3" else DurableFiles(location=settings.MEDIA_ROOT)


def _s3() -> Storage:
    from botocore.config import Config  # imported here: heavy, and needed by installations with S3 alone
    from storages.backends.s3 import S3Storage

    balie = settings.BALIE
    return S3Storage(
        bucket_name=balie.s3_bucket, endpoint_url=balie.s3_endpoint or None, region_name=balie.s3_region or None,
        access_key=balie.s3_access_key or None, secret_key=balie.s3_secret_key or None, default_acl="private", querystring_auth=True,
        max_memory_size=IN_MEMORY,
        client_config=Config(connect_timeout=3, read_timeout=10, retries={"max_attempts": 3}, signature_version="s3v4"),
    )


def keep(content: bytes) -> str:
    """Store and return the name: `<municipality>/<day>/<random>`."""
    name = f"{folder_of_day(clock.today())}/{uuid4().hex}"
    return storage().save(name, ContentFile(content))


def fetch(name: str) -> bytes:
    with storage().open(name, "rb") as file:
        return file.read()


def folder_of_day(day) -> str:
    return f"{tenancy.current().slug}/{day.isoformat()}"


def days() -> list[date]:
    """Every day on which this municipality kept something that is still there."""
    try:
        folders, _ = storage().listdir(tenancy.current().slug)
    except FileNotFoundError:
        return []
    return [date.fromisoformat(folder) for folder in folders]
