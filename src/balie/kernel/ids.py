"""Identifiers: UUIDv7 for rows (sortable, made anywhere), random tokens for references that people carry."""
from __future__ import annotations

import secrets
import uuid

from uuid6 import uuid7

TOKEN_BYTES = 20  # 160 random bits, above the 128 that a reference without login needs


def new_id() -> uuid.UUID:
    return uuid.UUID(int=uuid7().int)


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
