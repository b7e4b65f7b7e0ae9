"""The same random answers twice: as Open Forms gives them to JsonLogic, and as our rules see them."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from balie.forms.moving_in import uses
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.scope import Known, Ticked

days = st.dates(min_value=date(2026, 6, 1), max_value=date(2028, 6, 1))
clocks = st.times().map(lambda found: found.replace(minute=found.minute // 15 * 15, second=0, microsecond=0))
words = st.sampled_from(["Jan", "jan", "", "GM0917", "GM1729", "A", "B", "Ja"]) | st.text("abc", max_size=3)
numbers = st.integers(-5, 2000) | st.sampled_from([0.5, 2.25, 500, 999.5])


def pairs(known: Known):
    """(how Open Forms holds it, how we do)."""
    found = _PAIRS[known.form](known)
    return found | st.just((None, None)) if known.outside else found


def _text(known):
    return words.map(lambda text: (text, text or None))


def _number(known):
    return st.none().map(lambda found: (None, None)) | numbers.map(lambda found: (found, Decimal(str(found))))


def _yes_no(known):
    return st.sampled_from([("", None), *known.yes.items()])


def _statement(known):
    return st.sampled_from([(False, False if known.outside else None), (True, True)])


def _choice(known):
    return st.sampled_from(["", *(known.options or ["GM0917", "x"])]).map(lambda found: (found, found or None))


def _choices(known):
    boxes = st.fixed_dictionaries({each: st.booleans() for each in known.options})
    return boxes.map(lambda found: (found, _none(box for box, on in found.items() if on)))


def _list(known):
    return st.lists(st.sampled_from([*(known.options or ["a", "b", "c"])]), max_size=3).map(lambda found: (found, _none(found)))


def _none(found):
    return tuple(found) or None


def _date(known):
    return st.none().map(lambda _: (None, None)) | days.map(lambda day: (day, day))


def _time(known):
    return st.none().map(lambda _: (None, None)) | clocks.map(lambda clock: (clock, clock))


def _moment(known):
    return st.none().map(lambda _: (None, (None, None))) | st.tuples(days, clocks).map(lambda each: (datetime.combine(*each), each))


def _group(known):
    fields = {key: field for key, field in known.fields.items() if "." not in key}
    row = st.fixed_dictionaries({key: pairs(field) for key, field in fields.items()})
    return st.lists(row, max_size=3).map(lambda rows: (
        [{key: old for key, (old, _) in each.items()} for each in rows],
        _none({fields[key].node.path[0]: new for key, (_, new) in each.items()} for each in rows)))  # fmt: skip


def _upload(known):
    return st.integers(0, 2).map(lambda count: (
        [{"name": "a.pdf"}] * count, _none({"document_id": str(each), "name": "a.pdf", "size": Decimal(1)} for each in range(count))))  # fmt: skip


def _record(known):
    parts = {old: field.node.path[-1] for old, field in known.fields.items()}
    filled = st.fixed_dictionaries({old: st.sampled_from(["", "1234AB", "12"]) for old in parts})
    return filled.map(lambda found: (found, {new: found[old] or None for old, new in parts.items()} if any(found.values()) else None))


_PAIRS = {
    "text": _text, "number": _number, "yes_no": _yes_no, "statement": _statement, "choice": _choice, "choices": _choices, "list": _list,
    "date": _date, "time": _time, "moment": _moment, "group": _group, "upload": _upload, "record": _record,
}  # fmt: skip


def read_by(move, expression):
    """Old name → what it is now, for every name an expression reads and the form knows."""
    found = {}
    for path in uses.paths(expression):
        try:
            known = move.find(path)
        except Unsaid:
            continue
        if isinstance(known, Ticked):
            found[path.rsplit(".", 1)[0]] = known.known
        elif known is not None and known.form != "always" and hasattr(known.node, "path"):
            found[path] = known
    return {path: known for path, known in found.items() if not any(path.startswith(f"{other}.") for other in found)}


def worlds(knowns, *, filled=False):
    """(data for JsonLogic, values for our rules). `filled`: everything has been answered."""
    drawn = {path: pairs(known).filter(lambda pair: pair[1] is not None) if filled else pairs(known) for path, known in knowns.items()}
    return st.fixed_dictionaries(drawn).map(lambda found: _both(knowns, found))


def _both(knowns, drawn):
    data, values = {}, {}
    for path, (old, new) in drawn.items():
        known, here = knowns[path], data
        *way, last = path.split(".")
        for step in way:
            here = here.setdefault(step, {})
        here[last] = old
        if known.clock is not None:
            values[known.node.path[0]], values[known.clock.path[0]] = new
        elif len(known.node.path) > 1:
            values.setdefault(known.node.path[0], {})[known.node.path[1]] = new
        else:
            values[known.node.path[0]] = new
    return data, values


# -- conditions of Form.io itself, as its own JavaScript looks at them


def form_io(condition, data):
    """Does a component with this `conditional` show? After `checkSimpleConditional` of Form.io (formio.js 4, which Open Forms draws with)."""
    if not condition.get("when") or condition.get("show") not in (True, False, "true", "false"):
        return True
    value, wanted = _at(data, condition["when"]), condition.get("eq")
    value = "" if value is None else value
    if isinstance(value, dict) and wanted in value:
        holds = str(value[wanted]).lower() == "true"
    elif isinstance(value, list):
        holds = wanted in value
    else:
        holds = _written(value) == _written(wanted)
    return holds is (str(condition["show"]).lower() == "true")


def _at(data, path):
    for step in path.split("."):
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _written(value):
    """String(value), as JavaScript writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value)
