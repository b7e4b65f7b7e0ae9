"""Moving in from another provider of the ZGW APIs: its types, documents, zaken and besluiten become ours, as they were."""
