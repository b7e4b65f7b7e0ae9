"""Who is told what changed: channels (kanalen), subscriptions (abonnementen), and delivery, at least once and in order per main object."""
