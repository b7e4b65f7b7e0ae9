"""What other rooms use of the exports.

`for_official`, `for_resident`, `set_for_official`, `set_for_system`: a `Download`, recorded; `schema_for`: its JSON Schema. `as_file`: as an
HTTP answer; `as_csv_file`: rows of another room that are of no person. `FORMATS`: json, xml, csv, xlsx.
"""
from balie.cases.export.downloads import as_csv_file, as_file, as_json_file
from balie.cases.export.reading import FORMATS, Download, for_official, for_resident, schema_for, set_for_official, set_for_system

__all__ = ["FORMATS", "Download", "as_csv_file", "as_file", "as_json_file", "for_official", "for_resident", "schema_for", "set_for_official",
           "set_for_system"]
