"""A zaaksysteem of others, as Balie meets one: Zaken, Documenten and Catalogi APIs of the ZGW standard, as far as a zaak that comes in needs."""
