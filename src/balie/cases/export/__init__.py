"""The data of applications as files: JSON, XML, CSV and Excel, for one application or for all of a service in a period."""
