"""Every change and every look at personal data, on record. Entries are sealed into a hash chain within a minute."""
from balie.kernel.audit.actor import SYSTEM, Actor, acting, current_actor
from balie.kernel.audit.trail import Broken, Chain, Look, chain, history_of, involved, record, record_all, seal, verify

__all__ = [
    "SYSTEM", "Actor", "Broken", "Chain", "Look", "acting", "chain", "current_actor", "history_of", "involved", "record", "record_all", "seal",
    "verify",
]  # fmt: skip
