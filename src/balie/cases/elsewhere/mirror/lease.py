"""How long somebody may be at one system before another takes over: who was killed holds nothing up for longer."""
from datetime import timedelta

LEASE = timedelta(minutes=10)
