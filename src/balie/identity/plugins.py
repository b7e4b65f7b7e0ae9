"""Registers the identity providers, and what to re-seal when the secret key changes."""
from balie.identity.providers import FailingProvider, OidcProvider
from balie.identity.rotation import People, SecondFactors
from balie.kernel import plugins
from balie.kernel.rotation import KIND as KEY_ROTATION

plugins.register("identity_provider", "digid", lambda: OidcProvider("digid"), default=True)
plugins.register("identity_provider", "eherkenning", lambda: OidcProvider("eherkenning"))
plugins.register("identity_provider", "failing", FailingProvider)
plugins.register(KEY_ROTATION, "identity.people", People)
plugins.register(KEY_ROTATION, "identity.second_factors", SecondFactors)
