"""Products that were chosen, in every format and on paper."""
import json
from decimal import Decimal

import jsonschema_rs
from lxml import etree

from balie.cases import confirming
from balie.cases.export import as_json, as_xml, schema, table
from balie.cases.export.shape import record_of
from balie.cases.export.tests import kit
from balie.cases.filled import Filled
from balie.catalogue import public as catalogue

QUESTION = "      - {question: waar, type: address_nl, label: Waar is het?, required: false}\n"
OFFER = """\
      - question: huur
        type: product
        label: Wat wilt u huren?
        options: [{value: bank, label: Bank, price: "3.50", max: 20}, {value: tent, label: Tent, price: 25}]
"""
COUNTED = {"bank": 4, "tent": 1}
PAYMENT = ("decision:\n", "payment: {when: submit, description: Terras}\ndecision:\n")


def test_they_are_in_every_format(gemeente):
    version = kit.publish((QUESTION, QUESTION + OFFER), *([PAYMENT] if "\npayment:" not in kit.TEXT else []))
    plan, application = catalogue.plan(version), kit.application(version, answers={"huur": COUNTED})
    record = record_of(Filled(application))
    data = json.loads(as_json.one(record))
    check = jsonschema_rs.validator_for(schema.schema_of(plan))
    assert [error.message for error in check.iter_errors(data)] == []
    value = data["answers"]["huur"]["value"]
    assert {name: Decimal(each) for name, each in value.items()} == {"bank": 4, "tent": 1, "aantal": 5, "totaal": Decimal("39.00")}
    value["bank"] = "veel"
    assert not check.is_valid(data), "control: a number that is none"
    assert "<part name=\"bank\">4</part>" in etree.tostring(etree.fromstring(as_xml.one(record)), encoding="unicode").replace("ns0:", "")
    row = dict(zip((columns := table.columns_of([plan])).header, table.row_of(record, columns), strict=True))
    assert row["huur"] == "4 × Bank en 1 × Tent, samen €\u00a039,00"
    said = [row for section in confirming.sections(Filled(application)) for row in section.rows]
    assert ("Wat wilt u huren?", "4 × Bank en 1 × Tent, samen €\u00a039,00") in said
