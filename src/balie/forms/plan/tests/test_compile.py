"""A definition that compiles is right; one that is not says where and what to do."""

import pytest

from balie.forms.findings import DefinitionError
from balie.forms.plan.compile import compile_plan
from balie.forms.tests import sample


def mistakes(*changes):
    with pytest.raises(DefinitionError) as caught:
        compile_plan(sample.definition(*changes))
    return caught.value.findings


def test_the_sample_is_right():
    assert compile_plan(sample.definition()).read >= {("bezoekers",), ("persoon", "geboortedatum")}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("als: bezoekers < 5", "als: bezoekrs < 5", "Bedoelt u `bezoekers`"),
        ("activiteiten bevat vuur, required", "activiteiten bevat vuurr, required", "Bedoelt u `vuur`"),
        ("leeftijd van persoon.geboortedatum", "leeftijd van persoon.naam", "Hier hoort een datum"),
        ("groot: bezoekers >= 100", "groot: persoon.overleden", "zet het bij `facts`"),
        ("persoon.naam, persoon.geb", "persoon.haam, persoon.geb", "Bedoelt u `persoon.naam`"),
        ("groot: bezoekers >= 100", "groot: leeftijd + kosten_muziek > 3 of niet groot", "hangt van zichzelf af"),
        ("{question: muziek, type", "{question: bezoekers, type", "al gebruikt"),
        ("{question: muziek, type", "{question: vandaag, type", "heeft al een betekenis"),
        ("default: nee}", "default: misschien}", "bestaat niet"),
        ("default: nee}", "default: 3}", "Hier hoort ja of nee"),
        ("prefill: persoon,", "prefill: persoon.naam,", "past niet"),
        ("options: wijken", "options: tarief", "type list"),
        ("from: persoon.kinderen", "from: persoon.huishouden", "huishouden"),
        ("als: leeftijd < 18, outcome", "als: leeftijd, outcome", "Hier hoort ja of nee"),
        ("amount: tarief}", "amount: wijk}", "Hier hoort een getal"),
        ("toon als: soort is eten", "toon als: soort is etn", "Bedoelt u `eten`"),
        ("{{ soort }} van", "{{ sort }} van", "Bedoelt u `soort`"),
        ('value: "25.50"', 'value: "veel"', "geen goede waarde"),
        ("who: kind.andere_ouder", "who: kind.vader", "bestaat hier niet"),
    ],
)
def test_mistakes(old, new, said):
    found = mistakes((old, new))
    assert any(said in each.message for each in found), found
    assert all(each.line > 0 for each in found)


def test_a_ring_of_conditions_is_refused():
    ring = mistakes(("label: Is er muziek?, default: nee", "label: Is er muziek?, toon als: wijk is ingevuld"),
                    ("label: In welke wijk?,", "label: In welke wijk?, toon als: muziek is ja,"))  # fmt: skip
    assert "kring" in ring[0].message and "muziek" in ring[0].message and "wijk" in ring[0].message


def test_control_one_of_the_two_is_no_ring():
    compile_plan(sample.definition(("label: In welke wijk?,", "label: In welke wijk?, toon als: muziek is ja,")))
