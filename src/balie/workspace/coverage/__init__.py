"""What residents can arrange themselves, what this municipality still has to confirm, what a newer standard changes, and how services are used."""
