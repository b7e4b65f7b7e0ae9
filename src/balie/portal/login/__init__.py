"""Logging in and out as a resident: the choice, the way to DigiD or eHerkenning and back, and the end of a session."""
