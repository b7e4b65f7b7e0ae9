"""The assistant: finds the service or the product somebody means, whatever words they use. Offline, in milliseconds.

`search`, `suggest`, `products`, `understood`. What was searched for in vain: `count_search`, `count_choice`; for officials `missed`,
`drop_words`, and the words of their municipality: `own_words`, `add_words`, `remove_words`.
"""

from balie.assistant.actions import add_words, count_choice, count_search, drop_words, remove_words
from balie.assistant.queries import missed, own_words
from balie.assistant.search import Hit, products, search, suggest, understood
from balie.assistant.views import InvalidWords, Meaning, Missed

__all__ = [
    "Hit", "InvalidWords", "Meaning", "Missed", "add_words", "count_choice", "count_search", "drop_words", "missed", "own_words", "products",
    "remove_words", "search", "suggest", "understood",
]
