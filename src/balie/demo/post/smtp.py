"""The SMTP server (RFC 5321), in a thread of its own. It keeps every message, so that a doubled one can be seen."""
from __future__ import annotations

import asyncio
import email
import email.policy
import secrets
import threading
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from balie.demo import faults, place

_started = threading.Lock()


class Letterbox:
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        fault, seconds = faults.of("mail")
        if fault in ("slow", "timeout"):
            await asyncio.sleep(seconds)
        if fault in ("error", "timeout"):
            return "451 4.3.0 Temporarily out of order"
        if fault == "refuse":
            return "550 5.7.1 Refused"
        keep(envelope.content or b"", [str(address) for address in envelope.rcpt_tos], str(envelope.mail_from))
        return "250 2.0.0 Kept"


def keep(content: bytes, recipients: list[str], sender: str) -> dict:
    """Stores one message and returns it: subject, texts, headers, recipients in lower case."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    row = {
        "id": secrets.token_hex(8), "at": place.now(), "to": [address.lower() for address in recipients], "from": str(message.get("From", sender)),
        "subject": str(message.get("Subject", "")), "message_id": str(message.get("Message-ID", "")), "text": _part(message, "plain"),
        "html": _part(message, "html"), "attachments": [{"name": part.get_filename() or "", "type": part.get_content_type()}
                                                         for part in message.iter_attachments()],
        "headers": {name: str(value) for name, value in message.items()},
    }
    place.current().journal.put("mail", row["id"], row)
    return row


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part is not None else ""


def start(port: int | None = None) -> Controller | None:
    """Starts the server of this process, once. Ends the process with a sentence when the port is taken."""
    if not _started.acquire(blocking=False):
        return None
    port = port or place.current().config.smtp_port
    controller = Controller(Letterbox(), hostname="127.0.0.1", port=port, data_size_limit=10 * 1024 * 1024, ready_timeout=10)
    try:
        controller.start()
    except OSError as error:
        raise SystemExit(f"The mail server of the town cannot use port {port} ({error.strerror}). Set BALIE_SMTP_PORT to a free one.") from None
    return controller
