"""Besluiten API 1.1."""
