"""Zaaktypen as files: the zip with a JSON file per resource of the Catalogi API that Open Zaak writes and reads."""
