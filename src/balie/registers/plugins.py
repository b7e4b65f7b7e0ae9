"""Registers the clients (kind "register") and the sources of facts (kind "fact_source")."""
from balie.kernel import plugins
from balie.registers import failing, family, insight, sources
from balie.registers.bag import BagRegister
from balie.registers.brp.client import BrpRegister
from balie.registers.kvk import KvkRegister
from balie.registers.lookups import connections  # noqa: F401  (says where they are, and how their keys are re-sealed)
from balie.registers.rdw import RdwRegister
from balie.registers.reisdocumenten import ReisdocumentenRegister

for _name, _factory in {
    "brp": BrpRegister, "bag": BagRegister, "rdw": RdwRegister, "reisdocumenten": ReisdocumentenRegister, "kvk": KvkRegister,
    "failing": failing.FailingRegister,
}.items():
    plugins.register("register", _name, _factory)

for _name, _source in {
    "brp": sources.Brp, "brp_household": sources.Household, "brp_adres": sources.AtAddress, "brp_kind": family.Child,
    "brp_inzage": insight.OwnRecord,
    "reisdocumenten": sources.Reisdocumenten, "rdw": sources.Rdw,
    "kvk": sources.Kvk, "eigen": sources.NothingOfOurOwn,
}.items():
    plugins.register("fact_source", _name, _source)
