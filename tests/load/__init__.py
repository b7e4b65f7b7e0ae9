"""Residents over plain HTTP, and what they measure."""
