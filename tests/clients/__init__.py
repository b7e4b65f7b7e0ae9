"""Software that others wrote for the ZGW APIs, at work on a whole Balie."""
