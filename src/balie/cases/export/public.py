"""What other rooms use of the exports.

`for_official`, `for_resident`, `set_for_official`, `set_for_system`: a `Download`, recorded; `schema_for`: its JSON Schema. `as_file`: as an
HTTP answer. `FORMATS`: json, xml, csv, xlsx.
"""
from balie.cases.export.downloads import as_file, as_json_file
from balie.cases.export.reading import FORMATS, Download, for_official, for_resident, schema_for, set_for_official, set_for_system

__all__ = ["FORMATS", "Download", "as_file", "as_json_file", "for_official", "for_resident", "schema_for", "set_for_official", "set_for_system"]
