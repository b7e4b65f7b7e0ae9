"""What runs by itself."""

from balie.catalogue.use import actions
from balie.kernel import outbox


@outbox.periodic("27 2 * * *")
def add_up_use() -> None:
    actions.add_up()
