"""The pure function (plan, answers, facts) → state. Nothing is trusted: every answer is read, judged and placed anew."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from balie.forms.language.runtime import Moment
from balie.forms.plan.explain import because
from balie.forms.plan.facts import SIGNED, TEXT_NAMES, role_name, typed
from balie.forms.plan.parts import PagePlan, QuestionPlan, StopPlan
from balie.forms.plan.plan import Context, Plan, Values, render_markdown, render_text
from balie.forms.plan.state import (
    AppointmentNeed,
    CheckState,
    CosignNeed,
    CostRow,
    DecisionState,
    OfferState,
    OptionState,
    PageState,
    QuestionState,
    State,
    StopState,
    total_of,
)  # fmt: skip
from balie.forms.plan.texts import in_words
from balie.forms.questions.sentences import say
from balie.forms.words import join

CENT = Decimal("0.01")
REST = "geen van de andere regels geldt"
_MESSAGES = {"verlenen": "granted", "weigeren": "refused", "wachtlijst": "waiting_list"}


def evaluate(
    plan: Plan,
    answers: Mapping[str, Any],
    facts: Mapping[str, Any],
    *,
    today: date,
    settings: Mapping[str, Any] | None = None,
    holidays: Iterable[date] = (),
    known: Mapping[str, Any] | None = None,
) -> State:
    """What follows from stored answers and facts (plain JSON data, names as in the definition).

    `settings` overrule the definition's; `holidays` are days off beside weekends; `known` gives names for texts on the pages,
    such as `{"gemeente": {"naam": …}}`. Never raises for whatever answers or facts hold.
    """
    return _Evaluation(plan, answers, facts, today, settings, holidays, known).state()


def evaluate_check(
    plan: Plan,
    answers: Mapping[str, Any],
    *,
    today: date,
    settings: Mapping[str, Any] | None = None,
    known: Mapping[str, Any] | None = None,
) -> CheckState:
    """The check before login. A service without one gives an empty, complete state."""
    if plan.check is None:
        return CheckState((), None, True)
    run = _Evaluation(plan, answers, {}, today, settings, (), known)
    for question in plan.check.questions:
        run.question(question)
    questions = tuple(run.shown(question) for question in plan.check.questions if question.name in run.visible)
    stop = run.stopped("", plan.check.stops)
    return CheckState(questions, stop, stop is None and not any(each.missing or each.error for each in questions))


def _cents(amount: Decimal | None) -> Decimal | None:
    try:
        return None if amount is None else amount.quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation:
        return None


class _Evaluation:
    def __init__(self, plan: Plan, answers: Any, facts: Any, today: date, settings: Any, holidays: Any, known: Any) -> None:
        self.plan, self.answers = plan, answers
        self.moment = Moment(today, tuple(sorted(holidays)))
        self.values = Values()
        self.visible: set[str] = set()
        self.unreadable: set[str] = set()
        written = {**plan.definition.settings, **(settings or {})}
        for name in plan.service.settings:
            self.values[name] = typed(written.get(name), plan.names[name], self.moment)
        for name, kind in plan.facts.items():
            self.values[name] = typed(facts.get(name), kind, self.moment)
        self.context = Context(plan, self.values, self.moment)
        for name, data in (known or {}).items():
            if name in TEXT_NAMES:
                self.values[name] = typed(data, TEXT_NAMES[name], self.moment)
        self.values["vandaag"] = today
        person = facts.get("persoon") if isinstance(facts.get("persoon"), Mapping) else {}
        self.values.setdefault("aanvrager", {"naam": person.get("naam")})

    def text(self, text: str | None) -> Any:
        return render_text(text, self.context) if text and "{{" in text else text

    def markdown(self, text: str | None) -> Any:
        """A Markdown text, or the contents of the file it names."""
        found = self.plan.definition.words(text)
        return render_markdown(found, self.context) if found and "{{" in found else found

    # -- in order of dependency

    def run(self) -> None:
        for step in self.plan.order:
            if step.kind == "value":
                self.values[step.name] = step.item.run(self.values, self.moment)
            elif step.kind == "question":
                self.question(step.item)
            elif step.item.shown is None or step.item.shown.run(self.values, self.moment):
                self.visible.add(f"page:{step.name}")

    def question(self, question: QuestionPlan) -> None:
        """Give a question its value: leeg when it is hidden, whatever was answered before."""
        name = question.name
        self.values[name] = None
        if question.page and f"page:{question.page}" not in self.visible:
            return
        if question.shown is not None and not question.shown.run(self.values, self.moment):
            return
        self.visible.add(name)
        if question.fact is not None:
            self.values[name] = question.fact.run(self.values, self.moment)
        else:
            self.values[name] = self.read(question, self.answers.get(name), self.values, name)

    def read(self, question: QuestionPlan, data: Any, values: Values, mark: str) -> Any:
        if data is None:
            return None
        rows = question.people.run(values, self.moment) if question.people else ()
        try:
            value = question.kind.from_json(data, rows or ())
        except (ValueError, TypeError, ArithmeticError):
            self.unreadable.add(mark)
            return None
        return self.rows(question, value) if question.inner and value else value

    def rows(self, question: QuestionPlan, rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
        """Rows in which a hidden question is leeg."""
        found = []
        for row in rows:
            here = Values({**self.values, **dict.fromkeys(row)})
            for each in question.inner:
                if each.shown is None or each.shown.run(here, self.moment):
                    here[each.name] = row[each.name]
            found.append({name: here[name] for name in row})
        return tuple(found)

    # -- how it shows

    def shown(self, question: QuestionPlan, values: Values | None = None, mark: str = "") -> QuestionState:
        values = self.values if values is None else values
        part, kind, value = question.part, question.kind, values[question.name]
        unreadable = (mark or question.name) in self.unreadable
        required = kind.asks and (question.required.run(values, self.moment) if question.required else part.required)
        answered = value is not None and kind.asks
        rows = self.row_states(question, value) if question.inner else ()
        error = self.error(question, values, value) if answered else None
        if error is None and any(each.error or each.missing for row in rows for each in row):
            error = kind.missing_text()
        return QuestionState(
            name=question.name, label=self.text(part.label), help=self.text(part.help), required=required, value=value,
            json=kind.to_json(value) if answered else None, answered=answered,
            default=None if answered or question.default is None else self.default(question, values),
            error=say("unreadable", self.plan.definition.language) if unreadable and error is None else error,
            missing=bool(required) and not answered, missing_text=kind.missing_text(), words=self.words(question, value),
            text=self.markdown(part.text) if part.type == "info" else None, type=part.type,
            options=self.options(question, values), rows=rows, summaries=self.summaries(question, value) if question.inner else (),
        )  # fmt: skip

    def words(self, question: QuestionPlan, value: Any) -> str:
        if question.fact is not None:
            return in_words(question.fact.rule.type, value, self.plan.definition.language)
        if not question.kind.asks:
            return ""
        if value is not None and question.kind.template in ("choice", "choices") and isinstance(question.part.options, tuple):
            labels = {each.value: self.text(each.label) or "" for each in question.part.options}  # filled in, such as "In {{ gemeente.naam }}"
            return join([labels.get(each, each) for each in ((value,) if isinstance(value, str) else value)], self.plan.definition.language)
        return question.kind.describe(value)

    def row_states(self, question: QuestionPlan, rows: Any) -> tuple[tuple[QuestionState, ...], ...]:
        found = []
        for row in rows or ():
            here = Values({**self.values, **row})
            inside = [each for each in question.inner if each.shown is None or each.shown.run(here, self.moment)]
            found.append(tuple(self.shown(each, here, f"{question.name}.{each.name}") for each in inside))
        return tuple(found)

    def summaries(self, question: QuestionPlan, rows: Any) -> tuple[str, ...]:
        if question.summary is None:
            return tuple(question.kind.describe_row(row) for row in rows or ())  # type: ignore[attr-defined]
        return tuple(question.summary.render(Values({**self.values, **row}), self.moment, self.plan.say) for row in rows or ())

    def error(self, question: QuestionPlan, values: Values, value: Any) -> str | None:
        if wrong := question.kind.validate(value):
            return wrong.text
        return next((self.text(each.text) for each in question.errors if each.holds.run(values, self.moment)), None)

    def default(self, question: QuestionPlan, values: Values) -> Any:
        assert question.default is not None
        value = question.kind.adopt(question.default.run(values, self.moment))
        return None if value is None else question.kind.to_json(value)

    def options(self, question: QuestionPlan, values: Values) -> tuple[OptionState, ...]:
        if question.people:
            rows = question.people.run(values, self.moment) or ()
            return tuple(OptionState(row["person_id"], row.get("naam") or "", None, row) for row in rows if row and row.get("person_id"))
        options = getattr(question.part, "options", None)
        if isinstance(options, tuple):
            return tuple(OptionState(each.value, self.text(each.label), self.text(each.help)) for each in options)
        if question.kind.template in ("choice", "choices", "yes_no"):
            return tuple(OptionState(value, label) for value, label in question.kind.options.items())  # type: ignore[attr-defined]
        return ()

    def page(self, page: PagePlan) -> PageState:
        questions = tuple(self.shown(each) for each in page.questions if each.name in self.visible)
        done = not any(each.missing or each.error for each in questions)
        return PageState(page.part.page, self.text(page.part.title), self.markdown(page.part.intro), questions, done)

    def stopped(self, page: str, stops: tuple[StopPlan, ...]) -> StopState | None:
        for stop in stops:
            if stop.holds.run(self.values, self.moment):
                return StopState(page, self.text(stop.part.title), self.text(stop.part.text), stop.part.link)
        return None

    # -- what follows

    def state(self) -> State:
        self.run()
        pages, stop = [], None
        for page in self.plan.pages:
            if f"page:{page.part.page}" in self.visible:
                shown, stop = self.page(page), self.stopped(page.part.page, page.stops)
                if shown.questions or stop or not page.questions:
                    pages.append(shown)
                if stop:
                    break
        bill = self.costs()
        self.values["prijs"] = price = total_of(bill)
        decision = self.decision()
        costs, later = ((), bill) if self.pays_later(decision) else (bill, ())
        cosigners = self.cosigners()
        appointment = self.plan.appointment if self.plan.appointment and self.counts(self.plan.appointment) else None
        return State(
            pages=tuple(pages), stop=stop, values=self.values, costs=costs, total=total_of(costs), later=later,
            decision=decision, limit=self.limit(), cosigners=cosigners, pool=self.pool(), starts=self.starts(),
            answers={each.name: each.json for page in pages for each in page.questions if each.answered},
            appointment=AppointmentNeed(appointment.part.product, appointment.part.minutes, appointment.part.when) if appointment else None,
            documents=tuple(each.part.document for each in self.plan.documents if self.counts(each)),
            tasks=tuple(each.part.task for each in self.plan.tasks if self.counts(each)),
            partners=tuple(each.part.partner for each in self.plan.partners if self.counts(each)),
            offers=tuple(OfferState(each.part.service, self.text(each.part.text)) for each in self.plan.offers if self.counts(each)),
            messages=self.messages(decision, cosigners, appointment),
            product=self.text(self.plan.service.zaak.product.name) if self.plan.service.zaak.product else None,
            term=self.plan.faster.part.term if self.plan.faster and self.counts(self.plan.faster) else self.plan.service.zaak.term,
            complete=stop is None and price is not None and all(page.done for page in pages),
            context=self.context,
        )  # fmt: skip

    def counts(self, each: Any) -> bool:
        return each.counts(self.values, self.moment)

    def costs(self) -> tuple[CostRow, ...]:
        rows = []
        for each in self.plan.costs:
            if self.counts(each):
                amount = each.amount.run(self.values, self.moment)
                rows.append(CostRow(self.text(each.part.label), _cents(amount)))
        return tuple(rows)

    def decision(self) -> DecisionState | None:
        for each in self.plan.decision:
            if self.counts(each):
                why = because(self.plan, each.holds, self.values, self.moment) if each.holds else REST
                if each.part.outcome == "verlenen" and not self.surely_signed():
                    return DecisionState(each.part.row, "medewerker", say("unsure_signature", self.plan.definition.language), why)
                return DecisionState(each.part.row, each.part.outcome, self.text(each.part.reason), why)
        return None

    def pays_later(self, decision: DecisionState | None) -> bool:
        """Nobody pays for a place on the waiting list."""
        payment = self.plan.service.payment
        return payment is not None and (payment.when == "granted" or (decision is not None and decision.outcome == "wachtlijst"))

    def limit(self) -> DecisionState | None:
        held = next((each for each in self.plan.decision if each.part.row in self.plan.limits and self.counts(each)), None)
        return held and DecisionState(held.part.row, held.part.outcome, self.text(held.part.reason), "")

    def pool(self) -> str:
        value = self.plan.pool.run(self.values, self.moment) if self.plan.pool else None
        return "" if value is None else str(value)

    def starts(self) -> date | None:
        return self.plan.starts.run(self.values, self.moment) if self.plan.starts else None

    def surely_signed(self) -> bool:
        """Nothing is granted by rule on the signature of we know not whom: an official decides."""
        needed = [each.part for each in self.plan.cosign if self.counts(each)]
        lives = [self.at(f"{SIGNED}.{role_name(part.role)}.woont_er") for part in needed if part.lives_at]
        return all(self.at(part.who) for part in needed if part.who) and all(lives)

    def cosigners(self) -> tuple[CosignNeed, ...]:
        found = []
        for each in self.plan.cosign:
            if self.counts(each):
                who, email = (self.at(path) for path in (each.part.who, each.part.email))
                if each.part.who and not who:
                    continue  # who may sign is not known: a link in a mail would let anybody do it
                found.append(CosignNeed(each.part.role, who, email, each.part.text, each.part.term))
        return tuple(found)

    def at(self, path: str | None) -> Any:
        value: Any = self.values
        for part in path.split(".") if path else ():
            value = value.get(part) if isinstance(value, Mapping) else None
        return value if path else None

    def messages(self, decision: DecisionState | None, cosigners: tuple[CosignNeed, ...], appointment: Any) -> tuple[str, ...]:
        """The messages that follow by themselves, in order, as far as the service has a text for them."""
        wanted = ["cosign"] * bool(cosigners) + ["received"]
        wanted += ["appointment"] * bool(appointment and appointment.part.when == "submit")
        wanted += [_MESSAGES[decision.outcome]] if decision and decision.outcome in _MESSAGES else []
        return tuple(name for name in wanted if getattr(self.plan.service.messages, name))
