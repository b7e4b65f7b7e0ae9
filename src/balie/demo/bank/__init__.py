"""Simulator of a payment provider with the API of Mollie (v2): payments, refunds, checkout page, webhooks."""
