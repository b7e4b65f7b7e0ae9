"""What all tests share. The data folder of the tests is set earlier, by `balie.runtime.testing` (see pyproject.toml)."""
pytest_plugins = ["balie.runtime.testing.database", "balie.kernel.testing"]
