"""Simulator of Haal Centraal BRP Personen bevragen 2.7."""
