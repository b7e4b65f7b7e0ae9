"""The console of the town: who to log in as, where to look, and which faults are on."""
