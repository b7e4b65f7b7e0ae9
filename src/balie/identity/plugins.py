"""Registers the identity providers."""
from balie.identity.providers import FailingProvider, OidcProvider
from balie.kernel import plugins

plugins.register("identity_provider", "digid", lambda: OidcProvider("digid"), default=True)
plugins.register("identity_provider", "eherkenning", lambda: OidcProvider("eherkenning"))
plugins.register("identity_provider", "failing", FailingProvider)
