"""A service becomes the files of an export of Open Forms: steps, components, rules, variables; with a line in the report for every part."""

from decimal import Decimal
from typing import Any

from balie.forms.definition.folder import ServiceDefinition
from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.language.types import Type
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.report import Item, Report
from balie.forms.moving_out import form, products
from balie.forms.moving_out.components import Component
from balie.forms.moving_out.making import RELEASE, Making, set_property
from balie.forms.moving_out.questions import Questions
from balie.forms.plan.parts import PagePlan

_ZERO = Decimal(0)


def exported(definition: ServiceDefinition) -> tuple[dict[str, Any], Report]:
    """The files of the export, and what became of every part. Raises DefinitionError when the service is not right."""
    made = _Export(definition)
    return made.files(), made.report


class _Export(Making):
    def __init__(self, definition: ServiceDefinition) -> None:
        super().__init__(definition)
        self.questions = Questions(self)

    def files(self) -> dict[str, Any]:
        service = self.definition.service
        item = self.report.add("form", "het formulier", service.service, "dienst")
        self.values()
        steps, definitions = [], []
        for number, page in enumerate(self.plan.pages):
            step, made = self.page(number, page)
            steps.append(step)
            definitions.append(made)
        about = form.settings(self.definition, self.html, item)
        about["price_variable_key"] = self.price()
        about["payment_required"] = bool(about["price_variable_key"] or service.costs)
        about["registration_backends"] = self.registered(item)
        first = self.plan.pages[0].part.intro
        about["introduction_page_content"] = self.html(self.definition.words(first) or "", item) if first else ""
        self.settings()
        form.left_out(self.definition, self.report)
        item.became = f"{len(steps)} stappen, {len(self.first) + len(self.rules)} regels, {len(self.variables)} variabelen"
        uuid = self.uuid("form")
        about |= {"uuid": uuid, "url": self.url("forms", uuid), "steps": [
            {"uuid": step["uuid"], "slug": step["slug"], "form_definition": made["name"], "index": step["index"], "url": step["url"],
             "is_applicable": step["is_applicable"]} for step, made in zip(steps, definitions, strict=True)]}  # fmt: skip
        rules = [{**rule, "uuid": self.uuid(f"rule {order}"), "form": about["url"], "order": order, "trigger_from_step": None, "is_advanced": True,
                  "url": self.url("logic-rules", self.uuid(f"rule {order}"))} for order, rule in enumerate([*self.first, *self.rules])]  # fmt: skip
        variables = [{"form": about["url"], "form_definition": None, "source": "user_defined", "is_sensitive_data": False, "data_format": "",
                      "prefill_identifier_role": "main", "prefill_options": {}, "service_fetch_configuration": None, **each}
                     for each in self.variables]  # fmt: skip
        return {
            "forms.json": [about], "formSteps.json": steps, "formDefinitions.json": definitions, "formLogic.json": rules,
            "formVariables.json": variables, "_meta.json": {"of_release": RELEASE, "of_git_sha": "", "created": None},
        }  # fmt: skip

    # -- pages

    def page(self, number: int, page: PagePlan) -> tuple[dict[str, Any], dict[str, Any]]:
        part = page.part
        item = self.report.add("page", part.title, part.page, "pagina")
        step, made = self.uuid(f"step {part.page}"), self.uuid(f"definition {part.page}")
        components: list[Component] = []
        if part.intro and number:
            components.append(self.info(self.fresh(f"inleiding_{number + 1}"), part.intro, item))
        for asked in page.questions:
            components += self.questions.of(asked, part.title)
        for stop in page.stops:
            components += self.stop(stop, page, item)
        open_it = {"component": "", "form_step_uuid": step, "form_step": self.url("steps", step), "action": {"type": "step-applicable"}}
        applicable = page.shown is None or not self.rule(page.shown, item, [open_it], "toon als")
        item.became = f"stap met {len(components)} onderdelen"
        english = self.definition.translations.get("en", {}).get(part.title, "")
        title = self.line(part.title, item)
        about = {"url": self.url("form-definitions", made), "uuid": made, "name": title, "internal_name": "", "slug": part.page,
                 "login_required": form.login_needed(self.definition), "is_reusable": False,
                 "configuration": {"display": "form", "components": components},
                 "translations": {"nl": {"name": title}, **({"en": {"name": english}} if english else {})}}  # fmt: skip
        return {"uuid": step, "index": number, "slug": part.page, "form_definition": about["url"], "url": self.url("steps", step),
                "is_applicable": applicable}, about  # fmt: skip

    def stop(self, stop: Any, page: PagePlan, item: Item) -> list[Component]:
        """A text that shows, and no way on; only when its page is there."""
        part = stop.part
        key = self.fresh("stop")
        link = f"\n\n[{part.link.text}]({part.link.to})" if part.link else ""
        made = self.info(key, f"## {part.title}\n\n{self.definition.words(part.text) or ''}{link}", item, hidden=True, look="warning")
        actions = [set_property(key, "hidden", False), {"component": "", "action": {"type": "disable-next"}}]
        only = page.shown.rule.tree if page.shown else None
        return [made] if self.rule(stop.holds, item, actions, "stops", only) else []

    # -- price and registration

    def price(self) -> str:
        """All rows of the bill together, in one variable."""
        rows: list[Node] = []
        for each in self.plan.costs:
            item = self.report.add("rule", f"kosten › {each.part.label}", "costs", str(each.part.amount)[:160])
            node = each.amount.rule.tree if each.amount else tree.Empty()
            if each.holds is not None:
                node = tree.Choose(each.holds.rule.tree, node, tree.Number(_ZERO))
            try:
                self.logic.value(node)
            except Unsaid as unsaid:
                item.note(f"Deze prijs kan daar niet: {unsaid}.", "person")
                continue
            item.became = "deel van de prijs"
            rows.append(node)
        for asked in self.names.questions.values():
            if asked.part.type == "product":  # type: ignore[attr-defined]
                line = self.report.add("rule", f"kosten › {asked.part.label}", "costs", "producten")
                try:
                    self.logic.value(products.total(asked))
                except Unsaid as unsaid:
                    line.note(f"Wat deze producten kosten, kan daar niet: {unsaid}.", "person")
                    continue
                line.became = "deel van de prijs"
                rows.append(products.total(asked))
        if not rows:
            return ""
        total = rows[0]
        if len(rows) == 1 and isinstance(total, tree.Name):
            return self.names.find(total).key
        for each_row in rows[1:]:
            total = tree.Sum("+", total, each_row)
        key = self.fresh("totaalprijs")
        self.assigned(key, total, Type("number"), "De prijs")
        return key

    def registered(self, item: Item) -> list[dict[str, Any]]:
        """The first row that holds counts here, the last one there: they are asked the other way round."""
        made = form.backends(self.definition, item)
        keys = {each["key"] for each in made}
        for number, each in reversed(list(enumerate(self.plan.registration, 1))):
            if f"registratie{number}" in keys and each.holds is not None:
                action = {"type": "set-registration-backend", "value": f"registratie{number}"}
                self.rule(each.holds, item, [{"component": "", "action": action}], "registration")
        return made
