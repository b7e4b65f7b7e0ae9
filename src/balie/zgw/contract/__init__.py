"""The standard as data: the facts of the six ZGW APIs, what they ask of a body and a query, and the OpenAPI file Balie serves. Knows no table."""
from balie.zgw.contract import words
from balie.zgw.contract.checking import check
from balie.zgw.contract.conforming import conforms
from balie.zgw.contract.contract import Contract, Operation, load
from balie.zgw.contract.facts import APIS
from balie.zgw.contract.querying import query
from balie.zgw.contract.served import openapi, openapi_bytes

__all__ = ["APIS", "Contract", "Operation", "check", "conforms", "load", "openapi", "openapi_bytes", "query", "words"]
