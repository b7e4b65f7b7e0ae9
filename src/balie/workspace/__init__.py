"""The door for officials: queue, zaak, desk, and helping residents. It parses, calls the rooms' public functions, and renders."""
