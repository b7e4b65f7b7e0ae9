"""Zaken API 1.7."""
