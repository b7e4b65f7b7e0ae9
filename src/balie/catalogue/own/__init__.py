"""What a municipality has of its own on top of the standard catalogue: which services it offers, its prices, terms, zones, texts and places.

A new standard never overwrites it; `comparing` says what changes, and where the two meet.
"""
