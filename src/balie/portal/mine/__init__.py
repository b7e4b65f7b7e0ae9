"""Mijn Balie."""
