"""From one state to the next: only what hangs on the change is computed again, in the order of the plan."""

from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from typing import Any

from balie.forms.plan.facts import TEXT_NAMES, typed
from balie.forms.plan.follows import FOLLOWS, bill
from balie.forms.plan.plan import Values
from balie.forms.plan.run import Run, applicant
from balie.forms.plan.same import same
from balie.forms.plan.state import State
from balie.forms.plan.uses import PRICE
from balie.forms.plan.whole import Sheet, assembled, finished, price, sheet


class Layer:
    """A set with changes of its own over one that stays as it is."""

    __slots__ = ("base", "gone", "more")

    def __init__(self, base: set[str]) -> None:
        self.base = base
        self.more: set[str] = set()
        self.gone: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self.more or (name in self.base and name not in self.gone)

    def add(self, name: str) -> None:
        self.more.add(name)
        self.gone.discard(name)

    def discard(self, name: str) -> None:
        self.gone.add(name)
        self.more.discard(name)

    def whole(self) -> set[str]:
        """All of it; the very same set when nothing changed."""
        return self.base if self.more <= self.base and not self.gone & self.base else (self.base - self.gone) | self.more


class Change:
    """`moved`: names with another value; `turned`: questions and pages that came or went, or whose answer can or cannot be read now."""

    def __init__(self, before: State, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
        self.before, self.was, self.facts = before, before.memory, facts
        self.moved: set[str] = set()
        self.turned: set[str] = set()
        self.run = Run(before.context.plan, answers, Values(before.values), before.context.moment)
        self.run.visible = Layer(self.was.visible)
        self.run.unreadable = Layer(self.was.unreadable)

    def state(self, answered: set[str], asked: set[str]) -> State:
        run, program = self.run, self.run.program
        queue = [program.place[name] for name in answered if name in program.place]
        self.given(asked)
        for name in self.moved:
            queue += program.next.get(name, ())
        self.steps(queue)
        run.visible, run.unreadable = run.visible.whole(), run.unreadable.whole()
        rows = self.rows()
        follows = dict(self.was.follows)
        for kind in {kind for name in self.moved for kind in program.outcomes.get(name, ())}:
            if kind in FOLLOWS:
                follows[kind] = FOLLOWS[kind](run)
        return self.pages(rows, follows)

    def given(self, asked: set[str]) -> None:
        """Facts that changed."""
        run, plan = self.run, self.run.plan
        for name in asked & plan.facts.keys():
            run.values[name] = typed(self.facts.get(name), plan.facts[name], run.moment)
            self.moved.add(name)
        if "persoon" in asked and "aanvrager" not in self.was.known and "aanvrager" not in plan.names:
            run.values["aanvrager"] = applicant(self.facts)
            self.moved.add("aanvrager")

    def steps(self, queue: list[int]) -> None:
        run, program, last = self.run, self.run.program, -1
        heapify(queue)
        while queue:
            index = heappop(queue)
            if index == last:
                continue
            last = index
            move = program.moves[index]
            name = move.key
            old, there, strange = run.values[name], name in run.visible, name in run.unreadable
            run.again(move)
            if (name in run.visible) is not there or (name in run.unreadable) is not strange:
                self.turned.add(name)
            moved = not same(old, run.values[name])
            if moved:
                self.moved.add(name)
            if moved or (move.kind == "page" and name in self.turned):
                for each in program.next.get(name, ()):
                    heappush(queue, each)

    def rows(self) -> Any:
        """The bill; what it comes to has a name of its own."""
        run = self.run
        if not any("costs" in run.program.outcomes.get(name, ()) for name in self.moved):
            return self.was.bill
        if PRICE in run.plan.names:
            return bill(run)
        old = run.values[PRICE]
        # the bill itself does not know yet what it comes to
        run.values[PRICE] = typed(self.was.known.get(PRICE), TEXT_NAMES[PRICE], run.moment)
        rows = bill(run)
        price(run, rows)
        if not same(old, run.values[PRICE]):
            self.moved.add(PRICE)
        return rows

    def pages(self, rows: Any, follows: Mapping[str, Any]) -> State:
        """The pages that look different are made again, with the questions in them that do."""
        program = self.run.program
        looks = {name for name in self.turned | self.moved if name in program.page_of}
        pages = {name.removeprefix("page:") for name in self.turned if name.startswith("page:")}
        came_or_went = bool(pages)
        for name in self.moved:
            looks.update(program.looks.get(name, ()))
            pages.update(program.pages.get(name, ()))
        pages.update(program.page_of[name] for name in looks)
        if not came_or_went and self.before.stop is None and (found := self.in_place(pages, looks, rows, follows)):
            return found
        return self.walked(pages, looks, rows, follows)

    def in_place(self, pages: set[str], looks: set[str], rows: Any, follows: Mapping[str, Any]) -> State | None:
        """The same pages in the same order, some of them new. None: it is not as simple as that."""
        was, shown = self.was, list(self.before.pages)
        made: dict[str, Sheet] = {}
        for name in pages & was.sheets.keys():
            found = made[name] = self.sheet(name, looks)
            if found.stop or found.listed is not was.sheets[name].listed:
                return None
            if found.listed:
                shown[was.listed.index(name)] = found.page
        return assembled(self.run, self.facts, was.known, {**was.sheets, **made}, was.listed, tuple(shown), None, rows, follows)

    def walked(self, pages: set[str], looks: set[str], rows: Any, follows: Mapping[str, Any]) -> State:
        """Through the pages in order, as far as the first stop."""
        made: dict[str, Sheet] = {}
        for name, look in self.run.program.page_looks.items():
            if look.key in self.run.visible:
                made[name] = self.sheet(name, looks) if name in pages or name not in self.was.sheets else self.was.sheets[name]
                if made[name].stop:
                    break
        return finished(self.run, self.facts, self.was.known, made, rows, follows)

    def sheet(self, name: str, looks: set[str]) -> Sheet:
        old = self.was.sheets.get(name)
        return sheet(self.run, self.run.program.page_looks[name], old.states if old else None, looks)
