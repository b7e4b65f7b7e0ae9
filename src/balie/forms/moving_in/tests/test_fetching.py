"""What an old form fetched from a service becomes a look-up where it fits; where it does not, the reason stands in the report."""

from datetime import date, datetime

import pytest

from balie.forms.definition.folder import load_folder
from balie.forms.moving_in.tests.sample import YES_NO, part, variable
from balie.forms.moving_in.tests.test_import import imported, line, questions
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.lookups import due, read, told

NOW = datetime(2026, 11, 23, 12)
FETCH = ("fetch-from-service", "regels", None)
SHOWN = ({"==": [{"var": "regels.muziek.mag"}, True]}, [("hidden", "band", False)])


def service(**about):
    """What an export says of a fetch."""
    return {"name": "Regels per wijk", "service": "http://x.example/api/v2/services/3", "path": "api/wijken/{{ wijk }}/regels", "method": "GET",
            "headers": {"Accept": "application/json"}, "query_params": {"gasten": ["{{ gasten }}"], "soort": ["feest"]}, "body": None,
            "data_mapping_type": "JsonLogic", "mapping_expression": {"var": "data"}, **about}  # fmt: skip


def form(tmp_path, *rules, kind="object", more=(), others=(), **about):
    components = [part("radio", "wijk", values=[{"label": "Noord", "value": "noord"}, {"label": "Zuid", "value": "zuid"}], required=True),
                  part("number", "gasten", required=True), part("email", "post"), part("textfield", "band", hidden=True), *more]  # fmt: skip
    wanted = rules or (({"!!": [{"var": "wijk"}]}, [FETCH]), SHOWN)
    fetched = variable("regels", kind, {}, service_fetch_configuration=service(**about))
    return imported(tmp_path, [("Vragen", components)], list(wanted), [fetched, *others])


def test_a_fetch_becomes_a_look_up(tmp_path):
    data, report, folder = form(tmp_path)
    (found,) = data["lookups"]
    assert found == {
        "lookup": "regels", "name": "Regels per wijk", "from": "regels-per-wijk", "als": "wijk is ingevuld", "path": "/api/wijken/{wijk}/regels",
        "ask": {"wijk": "wijk", "gasten": "gasten", "soort": '"feest"'},
        "fields": {"muziek_mag": {"type": "yes_no", "from": "/data/muziek/mag"}},
        "fails": {"then": "continue", "text": "Wij konden dit niet opzoeken: Regels per wijk. U kunt wel verder."},
    }
    assert questions(data)["band"]["toon als"] == "regels.muziek_mag is ja" and "settings" not in data
    rule = line(report, "1", "rule")
    assert rule.status == "changed" and "zoek `regels` op" in rule.became
    assert report.connections == {"regels-per-wijk": "Regels per wijk (`regels`)"} == report.as_json()["connections"]
    assert "## Stel deze koppelingen in" in (folder / "overgenomen.md").read_text(encoding="utf-8")
    assert line(report, "regels", "variable").became == "opzoeking `regels`"


def test_what_moved_in_is_asked_and_read(tmp_path):
    plan = compile_plan(load_folder(form(tmp_path)[2]))
    answers = {"wijk": "zuid", "gasten": "30"}
    state = evaluate(plan, answers, {}, today=date(2026, 11, 23))
    (inquiry,) = due(plan, state, {})
    assert (inquiry.path, inquiry.parameters) == ("/api/wijken/zuid/regels", {"gasten": "30", "soort": "feest"})
    for may in (True, False):
        fact = told(inquiry, read(inquiry.part, {"data": {"muziek": {"mag": may}}}), NOW)
        after = evaluate(plan, answers, {"regels": fact}, today=date(2026, 11, 23))
        assert ("band" in {each.name for page in after.pages for each in page.questions}) is may


def test_posted_and_mapped_with_jq(tmp_path):
    said = part("content", "tekst", html="<p>Bezet: {{ regels }}</p>")
    data, report, _ = form(tmp_path, ({"!!": [{"var": "wijk"}]}, [FETCH]), kind="string", more=[said], method="POST", data_mapping_type="jq",
                           mapping_expression='.namen[0]["wie is er"]', path="api/check")  # fmt: skip
    (found,) = data["lookups"]
    assert (found["method"], found["path"]) == ("post", "/api/check")
    assert found["fields"] == {"wie_is_er": {"type": "text", "from": "/namen/0/wie is er"}}
    assert questions(data)["tekst"]["text"] == "Bezet: {{ regels.wie_is_er }}" and line(report, "1", "rule").status == "changed"


def test_rules_that_fetch_the_same_ask_when_one_of_them_holds(tmp_path):
    data, _, _ = form(tmp_path, ({"==": [{"var": "wijk"}, "zuid"]}, [FETCH]), ({">": [{"var": "gasten"}, 50]}, [FETCH]), SHOWN)
    assert data["lookups"][0]["als"] == "wijk is zuid of gasten > 50"


def test_whether_there_is_an_answer_at_all(tmp_path):
    asks = ({"!!": [{"var": "regels"}]}, [("hidden", "band", False)])
    data, _, _ = form(tmp_path, ({"!!": [{"var": "wijk"}]}, [FETCH]), asks, ({"==": [{"var": "regels.a"}, "x"]}, [("hidden", "bestaatNiet", True)]))
    assert questions(data)["band"]["toon als"] == "regels.gelukt is ja" and len(data["lookups"][0]["fields"]) == 1


def test_services_that_share_an_address_share_a_connection(tmp_path):
    other = variable("tijden", "object", {}, service_fetch_configuration=service(name="Tijden", path="api/tijden"))
    asks = ({"==": [{"var": "tijden.laat"}, True]}, [("hidden", "post", True)])
    data, report, _ = form(tmp_path, ({"!!": [{"var": "wijk"}]}, [FETCH, ("fetch-from-service", "tijden", None)]), SHOWN, asks, others=[other])
    assert [each["from"] for each in data["lookups"]] == ["dienst-3", "dienst-3"]
    assert list(report.connections) == ["dienst-3"] and "Tijden" in report.connections["dienst-3"]


@pytest.mark.parametrize(("about", "why"), [
    ({"body": {"merge": [{"a": {"var": "wijk"}}]}}, "`body`"),
    ({"headers": {"X-Wens": "{{ wijk }}"}}, "een eigen header (`X-Wens`)"),
    ({"method": "PUT"}, "`PUT`"),
    ({"query_params": {"post": ["{{ post }}"]}}, "`post`: wie iemand is, gaat nooit naar een andere dienst"),
    ({"query_params": {"adres": ["{{ post }} en {{ wijk }}"]}}, "uit stukken bestaat"),
    ({"query_params": {"kenmerk": ["{{ submission_id }}"]}}, "`submission_id`, dat bij Open Forms zelf hoort"),
    ({"query_params": {"niets": ["{{ bestaatNiet }}"]}}, "dat niet bestaat"),
    ({"query_params": {}, "path": "api/regels"}, "een vraag waar niets bij meegaat"),
    ({"query_params": {"a": ["1", "2"]}}, "dat meer dan één keer meegaat"),
    ({"query_params": {"zelf": ["{{ regels.x }}"]}}, "`regels`, dat van zichzelf afhangt"),
    ({"path": "api/../geheim"}, "een adres met `..`"),
    ({"path": "a/" * 120}, "een te lang adres"), ({"query_params": ["a"]}, "`query_params`"), ({"query_params": {"a b": ["1"]}}, "de naam `a b`"),
    ({"path": "api/x?y=1"}, "een adres met een vraagteken"),
    ({"mapping_expression": {"merge": [{"var": "a"}]}}, "een antwoord dat nog wordt omgerekend"),
    ({"data_mapping_type": "jq", "mapping_expression": ".a | map(.b)"}, "een antwoord dat nog wordt omgerekend"),
])
def test_what_does_not_fit_stays_for_a_person(tmp_path, about, why):
    data, report, _ = form(tmp_path, **about)
    rule = line(report, "1", "rule")
    assert rule.status == "person" and "Regels per wijk" in rule.notes[-1]
    assert "lookups" not in data and report.connections == {} and "regels_muziek_mag" in data["settings"]
    assert why in " ".join(rule.notes)


@pytest.mark.parametrize("about", [
    {"name": "{{ x }} {% if %}"}, {"name": None, "path": None}, {"headers": ["a"]}, {"service": 3},
    {"mapping_expression": 3}, {"mapping_expression": "x" * 300},
    {"query_params": {"a": {"b": 1}}}, {"query_params": {"a": None}}, {"data_mapping_type": None, "mapping_expression": {"var": ["a", 1]}},
    {"mapping_expression": {"var": "x" * 300}}, {"method": 3}, {"path": "{{ wijk }}/{{ wijk }}"},
])  # fmt: skip
def test_a_strange_export_still_becomes_a_service(tmp_path, about):
    """`imported` itself sees to it that the service is right."""
    _, report, _ = form(tmp_path, **about)
    assert line(report, "1", "rule").status in ("person", "changed")


def test_an_answer_that_a_rule_changes_is_no_look_up(tmp_path):
    changes = ({"!!": [{"var": "gasten"}]}, [("variable", "regels", {"var": "wijk"})])
    data, report, _ = form(tmp_path, ({"!!": [{"var": "wijk"}]}, [FETCH]), changes, SHOWN)
    assert "lookups" not in data and line(report, "1", "rule").status == "person"


def test_what_nobody_reads_is_not_fetched(tmp_path):
    data, report, _ = form(tmp_path, ({"!!": [{"var": "wijk"}]}, [FETCH]))
    rule = line(report, "1", "rule")
    assert "lookups" not in data and report.connections == {} and rule.status == "changed" and "Geen vraag, tekst of regel" in rule.notes[-1]


def test_the_time_of_a_moment_stays_behind_and_that_is_told(tmp_path):
    data, report, _ = form(tmp_path, more=[part("datetime", "start", required=True)], query_params={"van": ["{{start}}"]})
    assert data["lookups"][0]["ask"]["van"] == "start" and "gaat alleen de dag mee" in " ".join(line(report, "1", "rule").notes)


def test_a_look_up_that_our_checks_refuse_is_taken_out_whole(tmp_path, monkeypatch):
    """The guard of the move itself is gone: the checks of every service still keep an e-mail address here."""
    monkeypatch.setattr("balie.forms.moving_in.fetching.Fetching._personal", lambda self, node: "")
    data, report, _ = form(tmp_path, query_params={"post": ["{{ post }}"]})
    assert "lookups" not in data and "toon als" not in questions(data)["band"]
    assert any("gaat nooit mee" in note for each in report.items for note in each.notes if each.status == "person")


def test_control_without_a_rule_nothing_was_ever_fetched(tmp_path):
    data, _, _ = form(tmp_path, SHOWN, more=[part("radio", "muziek", values=YES_NO)])
    assert "lookups" not in data and "regels_muziek_mag" in data["settings"]
