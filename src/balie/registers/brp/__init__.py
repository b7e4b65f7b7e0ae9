"""BRP: Haal Centraal Personen bevragen 2.7, and how its answers become facts."""
