"""Payments: what is asked, what a provider says came in, and a ledger whose sum is the truth."""
