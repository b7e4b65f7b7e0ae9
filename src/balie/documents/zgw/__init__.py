"""The Documenten API: how our tables are shown, and the rules of the standard for changing them."""
