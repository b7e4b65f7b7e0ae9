"""One class per question type; `question_type` makes the right one from a definition."""

from collections.abc import Mapping
from typing import Any

from balie.forms.definition.questions import QuestionPart
from balie.forms.questions.abroad import Address
from balie.forms.questions.base import QuestionType
from balie.forms.questions.branch import KvkBranch
from balie.forms.questions.chosen import Choice, Choices, People, Statement, YesNo
from balie.forms.questions.compound import AddressNl, PersonName
from balie.forms.questions.group import Group
from balie.forms.questions.moments import Date, Time
from balie.forms.questions.numbers import Money, Number
from balie.forms.questions.period import Period
from balie.forms.questions.places import MapArea, MapLine, MapPoint
from balie.forms.questions.products import Product
from balie.forms.questions.shown import Computed, Fact, Info, Picture
from balie.forms.questions.signature import Signature
from balie.forms.questions.upload import Upload
from balie.forms.questions.written import Bsn, Email, Iban, Kvk, LongText, NumberPlate, Phone, Text

CLASSES: dict[str, type[QuestionType]] = {
    "text": Text, "long_text": LongText, "number": Number, "money": Money, "date": Date, "time": Time, "period": Period,
    "email": Email, "phone": Phone,
    "yes_no": YesNo, "choice": Choice, "choices": Choices, "statement": Statement, "bsn": Bsn, "name": PersonName,
    "address_nl": AddressNl, "iban": Iban, "number_plate": NumberPlate, "kvk": Kvk, "people": People, "upload": Upload,
    "product": Product, "info": Info, "picture": Picture, "fact": Fact, "computed": Computed,
    "map_point": MapPoint, "map_line": MapLine, "map_area": MapArea, "signature": Signature,
}  # fmt: skip


def question_type(definition: QuestionPart, *, language: str = "nl", settings: Mapping[str, Any] | None = None) -> QuestionType:
    """The type of a question in a definition, ready for use."""
    about: dict[str, Any] = {"language": language, "settings": settings}
    if definition.type == "group":  # type: ignore[attr-defined]
        inner = {each.question: question_type(each, **about) for each in definition.questions}  # type: ignore[attr-defined]
        for kind in inner.values():
            kind.autocomplete = None  # a row is about somebody else, as a rule: the browser does not fill in who is typing
        return Group(definition, inner=inner, **about)
    return _class(definition)(definition, **about)


def _class(definition: Any) -> type[QuestionType]:
    if getattr(definition, "abroad", False):
        return Address
    return KvkBranch if getattr(definition, "branch", False) else CLASSES[definition.type]
