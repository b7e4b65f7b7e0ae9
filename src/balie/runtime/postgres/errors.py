"""What can go wrong with the embedded server, in a sentence that says what to do."""


class CannotStart(Exception):
    """The server does not start; the text is for the person at the console."""


class UnsafeSettings(Exception):
    """The server may lose what it has acknowledged."""
