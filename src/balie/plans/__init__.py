"""Step plans for what happens in a life: which steps apply to this person, when, why, and how far they are."""
