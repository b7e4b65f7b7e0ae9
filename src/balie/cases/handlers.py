"""Reactions to facts of earlier rooms."""
