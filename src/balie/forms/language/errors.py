"""What is wrong with a rule, where, and what was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


class LanguageError(Exception):
    """A rule that cannot be understood. `line` and `column` count from 1; `message` is a Dutch sentence, `code` that of its finding."""

    def __init__(self, message: str, text: str = "", at: int = 0, code: str = "rule") -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.code = code
        self.line = text.count("\n", 0, at) + 1
        self.column = at - (text.rfind("\n", 0, at) + 1) + 1

    def placed(self, text: str) -> "LanguageError":
        """The same error, with line and column found in `text`."""
        return LanguageError(self.message, text, self.at, self.code)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Bedoelt u `…`?", or nothing when no known word is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Bedoelt u `{near[0]}`?" if near else ""
