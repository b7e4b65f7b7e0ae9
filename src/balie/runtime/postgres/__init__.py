"""The embedded PostgreSQL: made, started and stopped by Balie itself, reached by a private socket only."""
from balie.runtime.postgres.errors import CannotStart, UnsafeSettings
from balie.runtime.postgres.safety import check_settings
from balie.settings.embedded import connection_urls

__all__ = ["CannotStart", "UnsafeSettings", "check_settings", "connection_urls"]
