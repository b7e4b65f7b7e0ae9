"""What all tests share. The test database is `balie.runtime.testing` (named in pyproject.toml, because it must come first)."""
pytest_plugins = ["balie.kernel.testing"]
