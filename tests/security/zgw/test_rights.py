"""Every operation that reads, by clients with every kind of right: nobody is told what they may not see. And no operation that writes touches it."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db.models import Q

from balie.kernel import tenancy
from balie.zgw.calls import handler_of
from balie.zgw.contract import load
from balie.zgw.expanding import READ
from balie.zgw.fields import Ref, Refs
from balie.zgw.references import APIS, Links
from balie.zgw.resources import UnknownResource, all_of, of_kind
from balie.zgw.tests.clients import Api
from tests.security.zgw import world as worlds

pytestmark = pytest.mark.django_db
COMPONENT = {"zaken": "zrc", "documenten": "drc", "besluiten": "brc"}
READING = {"zrc": ["zaken.lezen", "audittrails.lezen"], "drc": ["documenten.lezen", "audittrails.lezen"],
           "brc": ["besluiten.lezen", "audittrails.lezen"]}
WRITING = {
    "zrc": ["zaken.aanmaken", "zaken.bijwerken", "zaken.geforceerd-bijwerken", "zaken.verwijderen", "zaken.heropenen", "zaken.statussen.toevoegen"],
    "drc": ["documenten.aanmaken", "documenten.bijwerken", "documenten.geforceerd-bijwerken", "documenten.verwijderen", "documenten.lock",
            "documenten.geforceerd-unlock"],
    "brc": ["besluiten.aanmaken", "besluiten.bijwerken", "besluiten.verwijderen"],
}


@pytest.fixture
def towns(gemeente, other_gemeente):
    return worlds.build(gemeente), worlds.build(other_gemeente)


def rights(town, *given: tuple[str, str, str], scopes=READING):
    """`given`: (component, type, highest level)."""
    return [(part, scopes[part], town.url_of_type(part, name), "" if part == "brc" else level) for part, name, level in given]


CLIENTS = {
    "nothing": (),
    "open zaken of one type": (("zrc", "t1", "openbaar"),),
    "all zaken of one type": (("zrc", "t1", "zeer_geheim"),),
    "open zaken of both types": (("zrc", "t1", "openbaar"), ("zrc", "t2", "vertrouwelijk")),
    "open documents of one type": (("drc", "t1", "openbaar"),),
    "all documents of one type": (("drc", "t2", "zeer_geheim"),),
    "besluiten of one type": (("brc", "t2", ""),),
    "a bit of everything": (("zrc", "t2", "openbaar"), ("drc", "t1", "openbaar"), ("brc", "t1", "")),
}


def may_know(town, given, mark) -> bool:
    slug, component, name, level = mark
    if slug != town.gemeente.slug:
        return False
    return any(part == component and kind == name and (part == "brc" or level == "openbaar" or most == "zeer_geheim")
               for part, kind, most in given)


def reads(town) -> Iterator[tuple[str, str, dict | None]]:
    """(method, path, body) of every operation that reads, with every row of the town in it."""
    for api in COMPONENT:
        for (method, template), operation in load(api).operations.items():
            if method == "POST" and template.endswith("/_zoek"):
                collection = template.removesuffix("/_zoek")
                yield "POST", f"/{api}/api/v1{template}", {}
                yield "POST", f"/{api}/api/v1{template}", {"expand": expandable(api, collection)}
            if method != "GET":
                continue
            if "{" not in template:
                yield "GET", f"/{api}/api/v1{template}", None
                yield "GET", f"/{api}/api/v1{template}?expand={','.join(expandable(api, template))}", None
            for path in addresses(town, api, template):
                yield "GET", path, None
                if "expand" in operation.query:
                    yield "GET", f"{path}?expand={','.join(expandable(api, '/' + path.split('/')[4]))}", None


def expandable(api: str, collection: str) -> list[str]:
    """Everything that this resource points at, and what that points at."""
    try:
        resource = of_kind(f"{api}{collection}")
    except UnknownResource:
        return []
    found = []
    for each in resource.fields:
        if isinstance(each, Ref | Refs):
            found.append(each.wire)
            try:
                found += [f"{each.wire}.{inner.wire}" for inner in of_kind(each.kind).fields if isinstance(inner, Ref | Refs)][:4]
            except UnknownResource:
                pass
    return found[:40]


def addresses(town, api: str, template: str) -> Iterator[str]:
    """The template with rows of the town: of the resource it is about, or of what it hangs under."""
    parts = template.strip("/").split("/")
    if parts[-1] == "{uuid}" and "audittrail" not in parts:
        kind = f"{api}/{'/'.join('*' if part.startswith('{') else part for part in parts[:-1])}"
        try:
            resource = of_kind(kind)
        except UnknownResource:
            return
        for key, parent, _mark in rows(town, resource):
            yield Links("").to(kind, key, parent)
        return
    try:
        main = of_kind(f"{api}/{parts[0]}")
    except UnknownResource:
        return
    if template.count("{") == 1:
        for key, _parent, _mark in rows(town, main):
            yield f"/{api}/api/v1/" + "/".join(str(key) if part.startswith("{") else part for part in parts)


def rows(town, resource):
    from balie.documents.models import EnkelvoudigInformatieObject, EnkelvoudigInformatieObjectCanonical

    model = EnkelvoudigInformatieObjectCanonical if resource.model is EnkelvoudigInformatieObject else resource.model
    return town.rows.get(model, ())


def leaks(towns, names=tuple(CLIENTS)) -> list[str]:
    own, _other = towns
    found = []
    for name in names:
        given = CLIENTS[name]
        api = Api(rights(own, *given))
        for town in towns:
            for method, path, body in reads(town):
                answer = api.request(method, path, body)
                assert answer.status_code < 500, (path, answer.content)
                text = b"".join(answer.streaming_content) if answer.streaming else answer.content
                for mark in set(worlds.MARK.findall(text.decode(errors="replace"))):
                    if not may_know(own, given, mark):
                        found.append(f"{name}: {method} {path} tells {mark}")
    return found


@pytest.mark.parametrize("name", CLIENTS)
def test_nobody_is_told_what_they_may_not_see(towns, name):
    assert leaks(towns, (name,)) == []


def test_who_may_see_everything_of_a_type_does(towns):
    """The marks are really there, and are told to who may know them."""
    own, _ = towns
    given = [(part, name, "zeer_geheim") for part in READING for name in ("t1", "t2")]
    api, seen = Api(rights(own, *given)), set()
    for method, path, body in reads(own):
        answer = api.request(method, path, body)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen |= set(worlds.MARK.findall(text.decode(errors="replace")))
    assert {(part, name) for _slug, part, name, _level in seen} == {(part, name) for part in READING for name in ("t1", "t2")}
    assert {slug for slug, *_ in seen} == {own.gemeente.slug}


def test_control_rights_that_are_not_in_the_query_are_noticed(towns, monkeypatch):
    monkeypatch.setattr("balie.zgw.reading.visible", lambda *_: Q())
    assert leaks(towns, ("open zaken of one type",))


def test_control_rights_that_are_not_asked_of_one_row_are_noticed(towns, monkeypatch):
    monkeypatch.setattr("balie.zgw.reading.sees", lambda *_: True)
    assert leaks(towns, ("open zaken of one type",))


def test_control_rights_that_expand_does_not_ask_are_noticed(towns, monkeypatch):
    monkeypatch.setattr("balie.zgw.expanding.sees", lambda *_: True)
    assert leaks(towns, ("open zaken of one type",))


def test_nobody_changes_what_is_outside_their_rights(towns):
    """With every scope to write, but for open things of t1 only: nothing else can be changed or destroyed."""
    own, other = towns
    given = tuple((part, "t1", "openbaar") for part in WRITING)
    both = {part: WRITING[part] + READING[part] for part in WRITING}
    api = Api(rights(own, *given, scopes=both))
    done = []
    for town in towns:
        for kind in COMPONENT:
            for resource in all_of(kind):
                for key, parent, mark in rows(town, resource):
                    if may_know(own, given, worlds.MARK.fullmatch(mark).groups()):
                        continue
                    path = Links("").to(resource.kind, key, parent)
                    before = row_of(town, resource, key)
                    for method in ("PUT", "PATCH", "DELETE"):
                        answer = api.request(method, path, None if method == "DELETE" else {})
                        if answer.status_code not in (403, 404, 405) or row_of(town, resource, key) != before:
                            done.append(f"{method} {path}: {answer.status_code}")
    assert done == []


def row_of(town, resource, key):
    with tenancy.scope(town.gemeente):
        return resource.model.objects.filter(pk=key).values().first()


def test_every_operation_is_served():
    """By a resource, or by a handler of its own."""
    missing = []
    for api in APIS:
        for (method, template), operation in load(api).operations.items():
            if handler_of(operation):
                continue
            parts = ["*" if part.startswith("{") else part for part in template.strip("/").split("/")]
            try:
                of_kind(f"{api}/{'/'.join(parts[:-1] if parts[-1] == '*' else parts)}")
            except UnknownResource:
                missing.append(f"{method} {api}{template}")
    assert missing == []


def test_the_scopes_that_expand_asks_are_those_of_the_standard():
    assert set(READ) == {"zrc", "ztc", "drc", "brc"}
