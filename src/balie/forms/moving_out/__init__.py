"""Moving out: a service as an export that Open Forms reads, as far as that format can hold it, with a report of every part of it.

`logic` says our rules in JsonLogic, `components` our questions in Form.io, `texts` our Markdown in HTML, `export` puts them together,
`write` makes the zip. Pure functions. What the format cannot hold stands in the report, and nothing is dropped silently.
"""
