"""Every type of question in all its states, for whoever designs a service or its look."""
