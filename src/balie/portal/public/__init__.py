"""The pages for which nobody logs in: home, search, services, life events, contact, statements and the installable app."""
