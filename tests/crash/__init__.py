"""Killing Balie while residents use it, and counting afterwards what was lost or doubled."""
