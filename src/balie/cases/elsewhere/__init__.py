"""A zaak that another system handles: where it goes (choosing), how it gets there (running), and how far it is there (reading)."""
