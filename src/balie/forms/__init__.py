"""The question engine: service definitions, the rule language, plans. Pure functions; no database, clock or network."""
