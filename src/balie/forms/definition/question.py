"""What every question of a service definition has, whatever its type."""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from balie.forms.definition.autocomplete import checked as known_tokens
from balie.forms.definition.parts import Name, Part, Path, Rule


class ErrorRule(Part):
    """A condition under which an answer is refused, and the sentence that says how to mend it."""

    condition: Rule = Field(alias="als")
    """When this holds, the answer is refused."""
    text: str
    """What is wrong and how to mend it; may fill in {{ names }}."""


class Option(Part):
    """One possible answer of a choice."""

    value: str
    """What is stored, and what rules compare with."""
    label: str
    """What the applicant reads."""
    help: str | None = None
    """A line of explanation under it."""


class QuestionPart(Part):
    """What every question has."""

    question: Name
    """Its name in rules, texts and stored answers; unique in the service."""
    label: str
    """The question itself."""
    help: str | None = None
    """A line under the label that helps to answer it."""
    why: str | None = None
    """Why we ask, told when somebody wants to know."""
    required: bool = True
    """Whether it must be answered before sending."""
    required_if: Rule | None = Field(None, alias="verplicht als")
    """It must be answered when this holds; instead of `required`."""
    show_if: Rule | None = Field(None, alias="toon als")
    """It is asked when this holds; a hidden answer never counts."""
    error_if: tuple[ErrorRule, ...] = Field((), alias="fout als")
    """When an answer is refused; the first that holds is said."""
    prefill: Path | None = None
    """A fact that is filled in beforehand; the applicant may change it."""
    locked: bool = False
    """What the register says (`prefill`) is shown and cannot be changed; unknown there, it is asked."""
    default: Rule | None = None
    """What is filled in beforehand, such as `nee` or `vandaag + 1 week`; it counts only once it is answered."""
    autocomplete: Annotated[str, AfterValidator(known_tokens)] | None = None
    """What a browser may fill in: a token of the HTML standard, or `off`."""

    @model_validator(mode="after")
    def locked_to_something(self) -> "QuestionPart":
        if self.locked and self.prefill is None:
            raise ValueError("bij `locked` hoort `prefill`: zeg welk gegeven er vast staat")
        return self
