"""What all rooms that speak ZGW share: the standard as data, who may, what changed, who is told, and how a row becomes JSON. Knows no zaak."""
