"""A sheet of questions (Excel, OpenDocument or CSV) becomes a service: `read` gives its cells, `headings` its columns, `assemble` the service.

Whoever fills in a sheet writes as people do: any order of columns, capitals, empty rows, a condition as “soort = markt”. What cannot be
taken over is a line in the report with the number of its row.
"""
