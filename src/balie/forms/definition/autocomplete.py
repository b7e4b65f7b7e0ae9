"""The tokens by which a browser knows what it may fill in: the list of the HTML standard (4.10.18.7, autofill detail tokens)."""

from difflib import get_close_matches

_PLAIN = (
    "name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix", "nickname", "username", "new-password",
    "current-password", "one-time-code", "organization-title", "organization", "street-address", "address-line1", "address-line2",
    "address-line3", "address-level4", "address-level3", "address-level2", "address-level1", "country", "country-name", "postal-code", "cc-name",
    "cc-given-name", "cc-additional-name", "cc-family-name", "cc-number", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-csc", "cc-type",
    "transaction-currency", "transaction-amount", "language", "bday", "bday-day", "bday-month", "bday-year", "sex", "url", "photo",
)  # fmt: skip
_CONTACT = ("tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-local-prefix", "tel-local-suffix", "tel-extension",
            "email", "impp")  # fmt: skip
_WHERE = ("home", "work", "mobile", "fax", "pager")
OFF = "off"


def fault(written: str) -> str:
    """What is wrong with the tokens of a field: a section, shipping or billing, where a contact is reached, and what it is. Empty: nothing."""
    tokens = written.lower().split()
    if tokens in ([OFF], ["on"]):
        return ""
    if tokens and tokens[0].startswith("section-"):
        tokens = tokens[1:]
    if tokens and tokens[0] in ("shipping", "billing"):
        tokens = tokens[1:]
    if len(tokens) > 1 and tokens[-1] == "webauthn":
        tokens = tokens[:-1]
    if tokens[:1] and tokens[0] in _WHERE and tokens[-1] in _CONTACT:
        tokens = tokens[1:]
    if len(tokens) == 1 and tokens[0] in (*_PLAIN, *_CONTACT):
        return ""
    return f"`{written}` staat niet in de lijst van de HTML-standaard{_near(tokens)}"


def checked(written: str) -> str:
    if said := fault(written):
        raise ValueError(said)
    return written


def _near(tokens: list[str]) -> str:
    near = get_close_matches(tokens[-1] if tokens else "", (*_PLAIN, *_CONTACT), n=1)
    return f"; misschien bedoelt u `{near[0]}`" if near else ""
