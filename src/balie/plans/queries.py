"""Reads: the plan of a life event with somebody's answers, and the plans that a resident began."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from balie.catalogue import public as catalogue
from balie.catalogue.public import upl
from balie.forms import public as forms
from balie.identity.public import Resident
from balie.plans.definition import STEPS, Link, Step, english, plans
from balie.plans.engine import QUESTIONS, compiled, day_of, state_of
from balie.plans.models import Progress
from balie.plans.views import Kept, MyPlan, PlanView, StageView, StepView

EMPTY = Kept(answers={})
LANGUAGES = ("nl", "en")


def has_plan(slug: str, language: str = "nl") -> bool:
    """Whether there is one that can be read in this language."""
    return slug in plans() and language in LANGUAGES


def plan_of(slug: str, kept: Kept = EMPTY, *, language: str = "nl", served: Collection[str] = ()) -> PlanView:
    """`served`: slugs of services of which this person has a zaak: those steps are done by themselves. Raises KeyError for no such plan.

    Steps of services that are not on offer here are left out.
    """
    return _view(slug, kept, language, served, _cards(language))


def _cards(language: str) -> dict[str, catalogue.ServiceCard]:
    return {card.slug: card for card in catalogue.list_services(language=language)}


def _view(slug: str, kept: Kept, language: str, served: Collection[str], cards: Mapping[str, catalogue.ServiceCard]) -> PlanView:
    plan, state = plans()[slug], state_of(slug, kept.answers, language=language)
    shown = state.page(STEPS)
    titles = {each.name: each.text for each in shown.questions} if shown else {}
    reasons = forms.why_questions(compiled(slug, language), state, shown) if shown else {}
    said = english() if language == "en" else {}

    def view(step: Step) -> StepView:
        by_itself = step.service in served if step.service else False
        return StepView(
            name=step.step, title=titles[step.step] or step.title, text=said.get(step.text, step.text), why=reasons.get(step.step, ""),
            day=day_of(state, step.step), card=cards.get(step.service or ""), product=upl.by_slug().get(step.product or ""),
            link=_link(step.link, said), done=by_itself or step.step in kept.done, by_itself=by_itself,
        )

    stages = tuple(
        StageView(title=said.get(stage.title, stage.title), steps=steps)
        for stage in plan.stages
        if (steps := tuple(view(each) for each in stage.steps if each.step in titles and (not each.service or each.service in cards)))
    )
    every = [step for stage in stages for step in stage.steps]
    asked = state.page(QUESTIONS)
    return PlanView(
        slug=slug, ask=said.get(plan.ask, plan.ask), questions=asked, compiled=compiled(slug, language), state=state,
        stages=stages, done=sum(step.done for step in every), total=len(every),
    )


def _link(link: Link | None, said: Mapping[str, str]) -> Link | None:
    return Link(text=said.get(link.text, link.text), to=link.to, who=said.get(link.who, link.who)) if link else None


def kept_of(resident: Resident, slug: str) -> Kept | None:
    """What this resident kept of it; one query."""
    row = Progress.objects.filter(person_id=resident.person_id, plan=slug).first()
    return Kept(answers=row.answers, done=tuple(row.done)) if row else None


def plans_of(resident: Resident, *, language: str = "nl", served: Callable[[], Collection[str]] = tuple) -> tuple[MyPlan, ...]:
    """The plans that this resident began, the newest first. `served` as in `plan_of`; asked for only when there are any.

    One query, and when there are any what `served` and `list_services` take, once.
    """
    rows = [row for row in Progress.objects.filter(person_id=resident.person_id).order_by("-changed") if has_plan(row.plan, language)]
    if not rows:
        return ()
    cards, by_itself = _cards(language), served()
    views = [_view(row.plan, Kept(answers=row.answers, done=tuple(row.done)), language, by_itself, cards) for row in rows]
    return tuple(MyPlan(slug=view.slug, done=view.done, total=view.total, next=_next(view)) for view in views)


def _next(view: PlanView) -> StepView | None:
    """Of what is still open the first that has a last day; else the first."""
    still_open = [step for stage in view.stages for step in stage.steps if not step.done]
    return min(still_open, key=lambda step: step.day or date.max, default=None)


def answered(slug: str, posted, *, language: str = "nl") -> tuple[dict, dict, dict]:
    """What was posted: answers in stored form, errors, and everything as typed."""
    kinds = compiled(slug, language).types
    answers, errors, raw = {}, {}, {}
    for name in [each["question"] for each in plans()[slug].questions]:
        found = kinds[name].parse(posted, name)
        raw[name] = found.raw
        if found.error:
            errors[name] = found.error
        elif found.json is not None:
            answers[name] = found.json
    return answers, errors, raw


