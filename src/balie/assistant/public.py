"""The assistant: finds the service somebody means, whatever words they use. Offline, in milliseconds."""

from balie.assistant.search import Hit, search, suggest

__all__ = ["Hit", "search", "suggest"]
