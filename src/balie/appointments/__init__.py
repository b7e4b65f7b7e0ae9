"""Appointments: where and when the counter is open, and who comes when. Owners are opaque texts ("zaak:…")."""
