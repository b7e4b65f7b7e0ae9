"""Look-ups of services in what the municipality connected: where it is, how it is asked, and how long an answer is kept."""
