"""Who is asking: residents, organisations, officials and their roles; the vault that holds BSNs."""
