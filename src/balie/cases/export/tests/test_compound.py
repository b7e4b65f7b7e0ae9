"""An address abroad and a branch of a company, in every format."""
import json

import jsonschema_rs
from lxml import etree

from balie.cases.export import as_json, as_xml, schema, table
from balie.cases.export.shape import record_of
from balie.cases.export.tests import kit
from balie.cases.filled import Filled
from balie.catalogue import public as catalogue

QUESTION = "      - {question: waar, type: address_nl, label: Waar is het?, required: false}\n"
CHANGE = (QUESTION, QUESTION.replace("required", "abroad: true, required") + "      - {question: zaak, type: kvk, branch: true, label: Uw zaak}\n")
BELGIUM = {"land": "BE", "regel1": "Wetstraat 16", "regel2": "1000 Brussel"}
BRANCH = {"kvk_nummer": "90001234", "vestigingsnummer": "000012345678", "naam": "Bakkerij Zon", "nagekeken": True}


def test_they_are_in_every_format(gemeente):
    version = kit.publish(CHANGE)
    plan, application = catalogue.plan(version), kit.application(version, answers={"waar": BELGIUM, "zaak": BRANCH})
    record = record_of(Filled(application))
    data = json.loads(as_json.one(record))
    check = jsonschema_rs.validator_for(schema.schema_of(plan))
    assert [error.message for error in check.iter_errors(data)] == []
    value = data["answers"]["waar"]["value"]
    assert (value["land"], value["buitenland"], value["regel1"], value["postcode"]) == ("BE", True, "Wetstraat 16", None)
    assert data["answers"]["zaak"]["value"] == {**BRANCH, "adres": None}
    value["land"] = "Belgie"
    assert not check.is_valid(data), "control: a country that is none"
    text = etree.tostring(etree.fromstring(as_xml.one(record)), encoding="unicode")
    assert "Wetstraat 16" in text and "000012345678" in text
    row = dict(zip((columns := table.columns_of([plan])).header, table.row_of(record, columns), strict=True))
    assert row["waar"] == "Wetstraat 16, 1000 Brussel, België"
    assert row["zaak"] == "Bakkerij Zon (KvK 90001234, vestiging 000012345678)"
