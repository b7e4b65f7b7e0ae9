"""How services are really used: numbers per service and month, of nobody.

What counts is noted as it happens, in the transaction in which it happens, so that a page never counts zaken: reading a month costs the same
with a hundred of them and with a million. Numbers stay when the zaken they are about are destroyed.
"""
