"""Zaken that live in another system, as a copy to read from: pages never ask the other side, only background work does.

A round reads everything, page by page (sweeping); a notification reads one zaak again at once (receiving). Rounds go on for ever, since
notifications may get lost. Whatever is told is never believed: the zaak itself is read (reading), and the newest answer counts (keeping).
"""
