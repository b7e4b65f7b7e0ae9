"""What is a municipality's own stays, whatever the standard does; and what can't be is said at once."""

from decimal import Decimal

import pytest

from balie.catalogue import public as catalogue
from balie.catalogue.models import Service, ServiceVersion
from balie.catalogue.own.layer import Own
from balie.catalogue.tests.factories import SERVICE, definition
from balie.forms.public import NOTHING, definition_of, stands_at

TEXT = "texts/ontvangen.md"
CHALK = SERVICE + "confirm: [{what: zaak.term, text: De termijn.}]\n"
FILE = """
municipality: zonnedam
services:
  stoepkrijt:
    settings: {tarief: "3.10"}
    changes:
      zaak.term: 5 werkdagen
      pages.dozen.title: Hoeveel dozen krijt?
      texts/ontvangen.md: |
        Binnen

        Het krijt ligt in Zonnedam.
    confirmed: [zaak.term]
"""


def standard(*changes, text="Ontvangen\n\nDank u."):
    written = CHALK
    for old, new in changes:
        assert old in written
        written = written.replace(old, new)
    return definition_of({"service.yaml": written, TEXT: text})


@pytest.fixture
def chalk(gemeente):
    return catalogue.publish(definition=standard())


def now():
    return catalogue.definition(catalogue.current_version("stoepkrijt").version_id)


def apply(text=FILE):
    return catalogue.apply_layer(catalogue.read_layer(text))


def test_prices_terms_and_texts_of_their_own(chalk):
    assert apply() == ("stoepkrijt",)
    assert catalogue.service("stoepkrijt").lowest_price == Decimal("3.10")
    assert now().service.zaak.term == "5 werkdagen" and now().service.pages[0].title == "Hoeveel dozen krijt?"
    assert now().text(TEXT).startswith("Binnen") and now().service.promise.term == "2 werkdagen"
    assert catalogue.current_version("stoepkrijt").number == 2 and catalogue.unconfirmed() == () and catalogue.coverage().confirm == ()


def test_the_standard_beneath_what_is_own_is_current(chalk):
    apply()
    assert catalogue.is_current(standard()) and not catalogue.is_current(standard(("Vraag krijt.", "Vraag nu krijt.")))


def test_the_same_file_again_changes_nothing(chalk):
    apply()
    assert apply() == () and ServiceVersion.objects.count() == 2
    assert catalogue.read_layer(catalogue.written_layer(catalogue.layer())) == catalogue.layer()


def test_an_empty_file_is_the_standard_again(chalk):
    apply()
    assert apply("municipality: zonnedam") == ("stoepkrijt",)
    assert now().files == standard().files and catalogue.layer().services == {}
    assert catalogue.unconfirmed() == catalogue.coverage().confirm == (("stoepkrijt", "zaak.term", "De termijn."),)


def test_a_service_that_is_off_is_not_on_offer(chalk):
    apply("municipality: zonnedam\nnot_offered: [stoepkrijt]")
    assert catalogue.list_services() == ()
    with pytest.raises(catalogue.UnknownService):
        catalogue.service("stoepkrijt")
    assert apply("municipality: zonnedam") == ("stoepkrijt",) and len(catalogue.list_services()) == 1


def test_a_new_standard_does_not_overwrite_it(chalk):
    apply()
    new = standard(("Vraag krijt.", "Vraag nu krijt."), ("title: Hoeveel dozen?", "title: Dozen"), text="Nieuw\n\nDag.")
    (update,) = catalogue.updates([new])
    assert update.kind == "changed" and {each.what for each in update.differences} == {"summary", "pages.dozen.title", TEXT}
    assert [(each.what, each.was, each.standard, each.gone) for each in update.meetings] == [
        ("pages.dozen.title", "Hoeveel dozen?", "Dozen", False), (TEXT, "Ontvangen\n\nDank u.", "Nieuw\n\nDag.", False)]  # fmt: skip
    assert update.kept == ("zaak.term",)
    catalogue.publish(definition=new)
    assert now().service.summary == "Vraag nu krijt." and now().service.pages[0].title == "Hoeveel dozen krijt?"
    assert now().text(TEXT).startswith("Binnen") and now().service.zaak.term == "5 werkdagen"
    (again,) = catalogue.updates([new])
    assert again.kind == "same" and len(again.meetings) == 2  # until the municipality looks at it again
    assert apply() == ("stoepkrijt",) and catalogue.updates([new])[0].meetings == () and apply() == ()
    apply("municipality: zonnedam")
    assert now().files == new.files  # beneath its own stood the new standard


def test_a_place_that_is_gone_is_kept_and_told(chalk):
    apply()
    new = standard(("page: dozen", "page: kisten"))
    (update,) = catalogue.updates([new])
    assert [(each.what, each.gone) for each in update.meetings] == [("pages.dozen.title", True)]
    catalogue.publish(definition=new)
    assert now().service.pages[0].title == "Hoeveel dozen?" and now().service.zaak.term == "5 werkdagen"
    assert "pages.dozen.title" in catalogue.layer().services["stoepkrijt"].changes
    catalogue.publish(definition=standard())
    assert now().service.pages[0].title == "Hoeveel dozen krijt?"  # it comes back with its place


def test_control_without_its_own_the_standard_is_what_is_there(chalk):
    new = standard(("title: Hoeveel dozen?", "title: Dozen"))
    catalogue.publish(definition=new)
    assert now().service.pages[0].title == "Dozen" and catalogue.updates([new])[0].meetings == ()


def test_what_is_new_and_what_is_only_here(chalk):
    other = definition_of({"service.yaml": CHALK.replace("service: stoepkrijt", "service: bord"), TEXT: "A\n\nB."})
    assert [(each.slug, each.kind) for each in catalogue.updates([other])] == [("bord", "new"), ("stoepkrijt", "only_here")]


WRONG = {
    "another municipality": ("municipality: elders", "Dit bestand is van elders"),
    "no such service": ("municipality: zonnedam\nnot_offered: [krijt]", "De dienst krijt is hier niet."),
    "no such place": ("municipality: zonnedam\nservices: {stoepkrijt: {changes: {zaak.termijn: 5 weken}}}", "`zaak.termijn` staat niet"),
    "what is asked": ("municipality: zonnedam\nservices: {stoepkrijt: {changes: {pages.dozen.questions.dozen.type: text}}}", "Maak een eigen dienst"),
    "a block": ("municipality: zonnedam\nservices: {stoepkrijt: {changes: {about.prices.0: 3}}}", "hoort bij de dienst zelf"),
    "no term": ("municipality: zonnedam\nservices: {stoepkrijt: {changes: {zaak.term: gauw}}}", "stoepkrijt: "),
    "no money": ("municipality: zonnedam\nservices: {stoepkrijt: {settings: {tarief: veel}}}", "vul een bedrag in"),
    "no setting": ("municipality: zonnedam\nservices: {stoepkrijt: {settings: {prijs: 3}}}", "De instelling prijs bestaat niet."),
    "nothing to confirm": ("municipality: zonnedam\nservices: {stoepkrijt: {confirmed: [zaak.x]}}", "hoeft u niet te bevestigen"),
    "an unknown key": ("municipality: zonnedam\naan: [stoepkrijt]", "aan: deze sleutel kennen wij niet."),
    "no YAML": ("municipality: [", "Dit is geen geldige YAML"),
    "no municipality": ("not_offered: []", "municipality: dit ontbreekt."),
    "a list": ("- 1", "municipality: dit ontbreekt."),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_said_and_nothing_is_done(chalk, text, said):
    apply()
    before = Service.objects.get().overlay
    with pytest.raises(catalogue.WrongLayer) as wrong:
        apply(text)
    assert any(said in each for each in wrong.value.sentences), wrong.value.sentences
    assert Service.objects.get().overlay == before and ServiceVersion.objects.count() == 2


def test_everything_that_is_wrong_is_said_at_once(chalk):
    with pytest.raises(catalogue.WrongLayer) as wrong:
        apply("municipality: elders\nnot_offered: [a]\nservices: {b: {}, stoepkrijt: {changes: {x: 1, y: 2}, settings: {z: 1}}}")
    assert len(wrong.value.sentences) == 6


def test_of_another_municipality_nothing_is_read_or_changed(chalk, other_gemeente):
    from balie.kernel import tenancy

    apply()
    with tenancy.scope(other_gemeente):
        assert catalogue.layer().services == {} and catalogue.updates([standard()])[0].kind == "new"
        catalogue.publish(definition=standard())
        assert catalogue.service("stoepkrijt").lowest_price == Decimal("2.50")


def test_a_price_with_decimals_in_the_standard_can_be_changed(chalk):
    """As any other place: kept as JSON, and no change of the standard as long as that says the same."""
    written = standard(("amount: 2 * tarief", "amount: 7.50"))
    catalogue.publish(definition=written)
    apply("municipality: zonnedam\nservices: {stoepkrijt: {changes: {about.prices.1.amount: 8.25}}}")
    assert [price.amount for price in catalogue.service("stoepkrijt").prices] == [Decimal("2.50"), Decimal("8.25")]
    assert catalogue.updates([written])[0].meetings == ()


def test_comments_in_the_service_stay(chalk):
    written = standard(("zaak:\n", "# hierna wat er na het versturen komt\nzaak:\n"))
    catalogue.publish(definition=written)
    apply()
    assert "# hierna wat er na het versturen komt" in now().files["service.yaml"]


def test_reading_what_is_own_costs_few_queries(chalk, django_assert_num_queries):
    with django_assert_num_queries(1):
        catalogue.layer()
    with django_assert_num_queries(2):
        catalogue.updates([definition()])


def test_nothing_stands_nowhere():
    assert stands_at(standard(), "zaak.statuses.klaar.name") == "Klaar"
    assert stands_at(standard(), "zaak.statuses.1.name") == "Klaar"
    assert stands_at(standard(), "zaak.statuses.nee.name") is NOTHING and stands_at(standard(), "texts/x.md") is NOTHING
    assert Own() == Own(changes={})
