"""Mijn Balie: what to do first, what runs, what is done, and everything we know and did, for who is logged in."""
