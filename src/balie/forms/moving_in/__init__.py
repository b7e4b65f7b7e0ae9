"""Moving in: an export of Open Forms (or a raw Form.io form) becomes a service folder, with a report of every part of it.

`read` gives the export as plain data, `assemble` makes the service of it, `write` puts it in a folder. Pure functions: no database,
no network. Nothing is dropped silently: what has no place here stands in the report, with the name of the place where it was.
"""
