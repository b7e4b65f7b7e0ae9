"""Mail and SMS of the town: an SMTP server and a NotifyNL service, with boxes that people and tests can read."""
