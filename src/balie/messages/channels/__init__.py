"""Channels: what they share, and the registry (kind "message_channel"; the name is the channel, so "email" may be replaced whole)."""

from balie.kernel import plugins

from .base import NotSent, Parcel, Uncertain
from .email import Email
from .failing import Failing
from .notify import Notify

KIND = "message_channel"
plugins.register(KIND, "email", Email)
plugins.register(KIND, "sms", Notify)
plugins.register(KIND, "failing", Failing)


def channel(name: str):
    return plugins.get(KIND, name)


def available(name: str) -> bool:
    return channel(name).configured()


__all__ = ["KIND", "NotSent", "Parcel", "Uncertain", "available", "channel"]
