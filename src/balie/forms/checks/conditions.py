"""Conditions that can never hold, always hold, or exclude each other along the way from page to question and to what follows."""

from collections.abc import Iterator
from dataclasses import replace

from balie.forms.checks.dead import World, always, never
from balie.forms.checks.flow import contradicts
from balie.forms.checks.rules import after, of_question, on_pages
from balie.forms.checks.world import about, gone_on, in_groups, world
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding, finding
from balie.forms.language import tree
from balie.forms.plan.parts import Ruled
from balie.forms.plan.plan import Plan


def never_shown(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A rule that cannot hold; by itself, or where it stands. A warning: a form that moves in may bring such rules along."""
    known, past = world(plan), gone_on(plan)
    for place, at, index, rule in on_pages(plan):
        if index != -1 or not _dead(rule, known):
            yield from _found(definition, place, rule, plan.pages[at].shown, known)
            continue
        said = (
            f"Niemand ziet de pagina `{plan.pages[at].part.page}`: `{_text(rule)}` kan nooit waar zijn. Pas de voorwaarde aan, of haal de pagina weg."
        )
        yield _finding(definition, "page-unreachable", place, said)
    for place, group, inside, page in in_groups(plan, known):
        for index, question in enumerate(group.inner):
            for where, rule in of_question((*place, "questions", index), question):
                yield from _found(definition, where, rule, page, inside)
    for place, rule in after(plan):
        found = list(_found(definition, place, rule, None, known))
        yield from found
        condition = rule.rule.tree
        if not found and not isinstance(condition, tree.YesNo) and never((condition, *about([condition], past, known)), known):
            said = f"`{_text(rule)}` is hier nooit waar: wie dit antwoordt, is al gestopt. Haal de voorwaarde of de stop weg."
            yield _finding(definition, "never", place, said)


def _found(definition: ServiceDefinition, place: Place, rule: Ruled, page: Ruled | None, known: World) -> Iterator[Finding]:
    condition, text = rule.rule.tree, _text(rule)
    if contradicts(condition) or isinstance(condition, tree.YesNo):
        return  # the check of the plain case says so already; who writes `nee` means it
    bare, around = World(known.values), (page.rule.tree,) if page and page is not rule else ()
    if not never((*around, condition), known):
        return
    if never((condition,), bare):
        said = f"`{text}` kan nooit waar zijn: twee delen sluiten elkaar uit. Haal er een weg, of zet er `of` tussen."
        yield _finding(definition, "never", place, said)
    elif around and never((*around, condition), bare) and not never(around, bare):
        said = f"`{text}` kan op deze pagina nooit waar zijn: de pagina zelf is dan niet te zien. Pas een van beide voorwaarden aan."
        yield _finding(definition, "never-on-page", place, said)
    elif never((condition,), replace(known, shown={})):
        said = f"`{text}` kan nooit waar zijn: zo'n antwoord wordt al geweigerd (`min`, `max` of de keuzes). Pas de regel of de grens aan."
        yield _finding(definition, "never-accepted", place, said)
    elif not never(around, known):
        said = f"`{text}` kan nooit waar zijn: de vraag waar het over gaat, wordt dan niet gesteld. Pas een van beide voorwaarden aan."
        yield _finding(definition, "never", place, said)


def _dead(rule: Ruled, known: World) -> bool:
    condition = rule.rule.tree
    return not contradicts(condition) and not isinstance(condition, tree.YesNo) and never((condition,), known)


def unreachable(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A page before which everybody has been stopped; the pages after such a stop for all get one finding, at the first."""
    known = world(plan)
    for at, page in enumerate(plan.pages):
        own = () if page.shown is None else (page.shown.rule.tree,)
        if own and (isinstance(own[0], tree.YesNo) or never(own, known)):
            continue
        past = gone_on(plan, at)
        if past and never((*own, *(about(own, past, known) if own else past)), known):
            said = f"Niemand komt op de pagina `{page.part.page}`: wie haar zou zien, is al gestopt. Pas een stop aan, of haal de pagina weg."
            yield _finding(definition, "page-unreachable", ("pages", at), said)
            if not own:
                return


def needless(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A rule that always holds says nothing."""
    bare = World(world(plan).values)
    for place, rule in (*((place, rule) for place, _, _, rule in on_pages(plan)), *after(plan)):
        if not isinstance(rule.rule.tree, tree.YesNo) and always(rule.rule.tree, bare):
            said = f"`{_text(rule)}` is altijd waar. Haal de voorwaarde weg, of bedoelt u `en` in plaats van `of`?"
            yield _finding(definition, "always", place, said)


def _text(rule: Ruled) -> str:
    return " ".join(rule.rule.text.split())


def _finding(definition: ServiceDefinition, code: str, place: Place, message: str) -> Finding:
    return finding(code, SERVICE, definition.source.line(place), message)
