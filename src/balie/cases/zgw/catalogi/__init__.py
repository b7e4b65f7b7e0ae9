"""Catalogi API 1.3."""
