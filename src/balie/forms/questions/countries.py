"""The countries of the world (ISO 3166-1, with Kosovo) by code, in Dutch and English; the names are those of the Unicode CLDR."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

HOME = "NL"
# codes of two letters in the CLDR that are no country: unions, parts of countries, and what stands for "unknown"
_OTHERS = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


@lru_cache(maxsize=4)
def countries(language: str) -> Mapping[str, str]:
    """Code → name, in order of the names; our own country first."""
    names = Locale("en" if language == "en" else "nl").territories
    found = {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in _OTHERS}
    return dict(sorted(found.items(), key=lambda pair: (pair[0] != HOME, pair[1])))


@lru_cache(maxsize=1)
def _typed() -> Mapping[str, str]:
    return {name.casefold(): code for language in ("en", "nl") for code, name in countries(language).items()}


def country(text: str) -> str | None:
    """The code of a country that somebody typed, in either language, or as its code."""
    written = " ".join(text.split())
    return written.upper() if written.upper() in countries("nl") else _typed().get(written.casefold())
