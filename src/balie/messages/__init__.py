"""Messages: inbox, mail and SMS. It listens to what other rooms announce; only doors call it."""
