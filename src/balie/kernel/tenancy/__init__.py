"""Which municipality code works for, and the guarantee that it sees no other's rows. The API is imported from here."""
from balie.kernel.tenancy.context import NoTenant, current, current_id

__all__ = ["NoTenant", "TenantForeignKey", "TenantModel", "TenantOneToOneField", "current", "current_id", "scope"]


def __getattr__(name):
    # models and scope need Django's app registry, which imports the database backend beside them
    if name in ("TenantModel", "TenantForeignKey", "TenantOneToOneField"):
        from balie.kernel.tenancy import models

        return getattr(models, name)
    if name == "scope":
        from balie.kernel.tenancy import scopes as module

        return module.scope
    raise AttributeError(name)
