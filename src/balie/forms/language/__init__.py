"""The rule language: text → tree → checked tree → Python, words and dependencies. See docs/reference/condition-language.md."""
