"""A page for people at the root of each API: what it can do, and a form to try it with a token."""
