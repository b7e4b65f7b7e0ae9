"""What changed, on record in the transaction that changed it: `record` writes, `trail` and `line` read, `forget` ends a trail with its object."""
from balie.zgw.audittrail.actor import BALIE, Actor, here
from balie.zgw.audittrail.reading import line, trail
from balie.zgw.audittrail.recording import Thing, forget, record

__all__ = ["BALIE", "Actor", "Thing", "forget", "here", "line", "record", "trail"]
