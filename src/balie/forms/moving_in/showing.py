"""When each part shows: its own condition, what rules do to it, and all the sections around it."""

from balie.forms.language.tree import Node
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import conditionals
from balie.forms.moving_in.layout import Placed
from balie.forms.moving_in.move import Move, guess
from balie.forms.moving_in.reading import Reading, Unsaid
from balie.forms.moving_in.rules import Effects, settled
from balie.forms.moving_in.scope import Scope
from balie.forms.moving_in.simplify import NO, YES, both

WORTH_A_NAME = 60


class Showing:
    """Remembers the condition of each section, so that it is named once."""

    def __init__(self, move: Move, effects: Effects) -> None:
        self.move, self.effects = move, effects
        self.own: dict[str, Node] = {}
        self.sections: dict[Placed, Node] = {}

    def of(self, placed: Placed, scope: Scope) -> Node:
        """When this shows, within its row when it is in a group."""
        return both(*(self.section(each, scope) for each in placed.sections), self.itself(placed, scope))

    def itself(self, placed: Placed, scope: Scope) -> Node:
        reading, before = Reading(scope), len(self.move.guesses)
        try:
            said = conditionals.visible(reading, placed.component)
        except Unsaid as unsaid:
            placed.item.note(f"Wanneer dit zichtbaar is, kent onze regeltaal niet: {unsaid}. Het is nu altijd zichtbaar.", "person")
            said = YES
        for path, end in self.move.guesses[before:]:
            placed.item.note(guess(path, end))
        for fault in reading.faults:
            placed.item.note(fault, "dead" if said == NO else "changed")
        for name, why in reading.differences.items():
            placed.item.note(f"`{name}`: {why}.")
        ruled = settled(not placed.component.get("hidden"), self.effects.hidden.get(placed.path, []))
        if NO in (ruled, said):
            placed.item.note("Dit was nooit zichtbaar.", "dead")
            placed.item.status = "dead"  # whatever else was the matter with it, nobody could see it
        return both(ruled, said)

    def section(self, placed: Placed, scope: Scope) -> Node:
        """Of a section around others: a long condition gets a name, as it is needed for each of them."""
        if placed not in self.sections:
            found = self.itself(placed, scope)
            if placed.group is None and len(unparse(found)) > WORTH_A_NAME:
                found = self.move.value(f"{placed.key or 'deel'}_zichtbaar", found)
            self.sections[placed] = found
        return self.sections[placed]
