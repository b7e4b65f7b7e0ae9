"""An export becomes a service: its definition as plain data, its texts, and the report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from balie.forms.moving_in import environment, kinds, layout, prune, rules
from balie.forms.moving_in.fetching import connections
from balie.forms.moving_in.layout import GROUPS, Placed
from balie.forms.moving_in.move import Move
from balie.forms.moving_in.naming import Names
from balie.forms.moving_in.options import Choosable, listed, options_of
from balie.forms.moving_in.pages import Blame, Pages
from balie.forms.moving_in.read import Export
from balie.forms.moving_in.report import Report
from balie.forms.moving_in.scope import Known, name
from balie.forms.moving_in.text import LANGUAGE, Speaker

GENERAL = (
    "Wat verborgen is, telt nooit mee; het komt terug als het weer zichtbaar wordt.",
    "Leeg is leeg: een tekst zonder inhoud, een lege lijst en “None” zijn hier hetzelfde.",
    "De volgorde van regels maakt niet meer uit: elke vraag en elke waarde zegt zelf wanneer zij geldt.",
    "Foutmeldingen van Form.io (zoals “verplicht veld”) zijn vervangen door die van Balie.",
)


@dataclass
class Moved:
    """What came out. `blame`: which lines of the report stand behind each rule."""

    service: dict[str, Any]
    files: dict[str, str]
    english: dict[str, str]
    report: Report
    blame: Blame = field(default_factory=dict)


def assemble(export: Export, folder: str) -> Moved:
    """The service of an export, to be called `folder`."""
    report = Report(export.name, export.version)
    for each in GENERAL:
        report.say(each)
    placed = layout.placed(export, report)
    names = Names()
    move = Move(export, report, names, placed)
    options = _known(move)
    # rules call a component by its key, also one inside a section that holds its data
    by_path = {each.key: each for each in reversed(placed) if each.key} | {each.path: each for each in reversed(placed)}
    move.learn(by_path)
    effects = rules.effects(move, by_path)
    english: dict[str, str] = {}
    files: dict[str, str] = {}
    words = {number: step.translations.get(LANGUAGE, {}) for number, step in enumerate(export.steps)}
    speaker = Speaker(move, words, english)
    pages = Pages(move, effects, speaker, options, files)
    made = pages.made()
    service = environment.service(move, effects, pages, made, folder, files, speaker)
    prune.unread(move, service, files)
    effects.concluded()
    _report_variables(move)
    if export.form.get("translation_enabled") is False and english:
        report.say("Vertalen stond uit in het oude formulier; de losse Engelse teksten zijn niet meegenomen.")
        english.clear()
    return Moved(service, files, english, report, pages.blame)


def _known(move: Move) -> dict[str, Any]:
    """Give every question its name and type. Also: path → (options, setting, options that a rule adds)."""
    options: dict[str, Any] = {}
    for each in move.placed:
        if each.is_section or each.type in ("button", "captcha", "recaptcha", "softRequiredErrors"):
            continue
        each.name = move.names.give(each.key or each.type)
        if kinds.has_time(each.component):
            move.names.used.add(f"{each.name}_tijd")
    # options first: whether a question is ja or nee hangs on them
    for each in move.placed:
        if kinds.TYPES.get(each.type) in ("choice", "choices"):
            options[each.path] = _options(move, each)
    for each in move.placed:
        if each.group is None and each.name:
            _remember(move, each, options)
    return options


def _remember(move: Move, placed: Placed, options: Mapping[str, Any]) -> None:
    found = _of(placed, options)
    if found is not None:
        move.knowns.setdefault(placed.path, found)
        if placed.key and placed.key != placed.path:
            move.knowns.setdefault(placed.key, found)


def _fields(placed: Placed, options: Mapping[str, Any]) -> dict[str, Known]:
    """What stands in the rows of a group, by the names that rules give it."""
    inner: dict[str, Known] = {}
    for child in placed.inner if placed.is_group else ():
        if child.type in GROUPS and not child.is_group:
            child.item.note("Een groep in een groep in een groep is nu één keer gevraagd per rij.", "person")
        elif child.name and (found := _of(child, options)) is not None:
            inner[child.path.removeprefix(f"{placed.path}.")] = found
            inner.setdefault(child.key, found)
    return inner


def _of(placed: Placed, options: Mapping[str, Any]) -> Known | None:
    fixed, setting, extra = options.get(placed.path, ((), "", []))
    choosable = None if setting else (*fixed, *(each for _, each in extra))
    return kinds.known(placed, choosable, _fields(placed, options), name)  # type: ignore[arg-type]


def _options(move: Move, placed: Placed) -> tuple[tuple[Choosable, ...], str, list[tuple[int, Choosable]]]:
    found = options_of(placed.component)
    if found.variable:
        return _from_variable(move, placed, found.variable)
    if found.outside or not found.fixed:
        return (), _setting(move, placed, placed.path, found.outside or "niets: er zijn geen keuzes"), []
    return found.fixed, "", []


def _from_variable(move: Move, placed: Placed, key: str) -> tuple[tuple[Choosable, ...], str, list[tuple[int, Choosable]]]:
    fixed = listed(move.variables.get(key, {}).get("initial_value"))
    extra: list[tuple[int, Choosable]] = []
    for number, value in move.setters.get(key, []):
        merged = value.get("merge") if isinstance(value, Mapping) else None
        if not (isinstance(merged, list) and len(merged) == 2 and merged[0] == {"var": key} and isinstance(merged[1], list)):
            fixed = ()
            break
        extra += [(number, each) for each in listed(merged[1])]
    if not fixed or key in move.fetched:
        return (), _setting(move, placed, key, f"`{key}`"), []
    known = {each.value for each in fixed}
    move.chosen_from.add(key)
    return (*fixed, *(each for _, each in extra if each.value not in known)), "", [each for each in extra if each[1].value not in known]


def _setting(move: Move, placed: Placed, path: str, source: str) -> str:
    move.types[path] = "list"
    found = move.looked(path, "")
    placed.item.note(f"De keuzes komen uit {source}; vul de instelling `{found.node.path[0]}` in.")  # type: ignore[attr-defined]
    return found.node.path[0]  # type: ignore[attr-defined]


def _report_variables(move: Move) -> None:
    """Every variable of the form is accounted for too."""
    for key, about in move.variables.items():
        item = move.report.add("variable", str(about.get("name") or key), key, str(about.get("data_type") or "variabele"))
        settings = [known.node.path[0] for path, known in move.looked_up.items() if path == key or path.startswith(f"{key}.")]  # type: ignore[attr-defined]
        made = move.made.get(key)
        fetch = dict(move.fetching.kept()).get(key)
        if fetch is not None:
            item.note("Stel de koppeling in.")
            item.became = f"opzoeking `{fetch.given}`"
        elif settings:
            item.became = f"instelling {', '.join(f'`{each}`' for each in settings)}"
            item.status = "changed" if key in move.setters or key in move.fetched else "taken"
        elif made is not None:
            item.became = f"waarde `{'.'.join(made.node.path)}`"  # type: ignore[attr-defined]
        elif key in move.chosen_from:
            item.became = "de keuzes van een vraag"
        else:
            item.note("Geen vraag, tekst of regel leest dit.", "dead")
    for connection, fetched in connections(each for _, each in move.fetching.kept()).items():
        move.report.connections[connection] = fetched
    for given, setting in move.settings.items():
        if setting.get("value") in (None, [], ""):
            move.report.settings[given] = f"{setting['label']} ({setting['why']})"
