"""The assistant: finds the service or the product somebody means, whatever words they use. Offline, in milliseconds."""

from balie.assistant.search import Hit, products, search, suggest, understood

__all__ = ["Hit", "products", "search", "suggest", "understood"]
