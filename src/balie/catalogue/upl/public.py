"""The door of the product list for rooms that have no municipality at hand, such as the command line."""

from balie.catalogue.upl.coverage import Coverage, Covered, Line, Service, coverage
from balie.catalogue.upl.listing import MUNICIPALITIES, Product, all_products, by_slug, by_uri, near

__all__ = ["MUNICIPALITIES", "Coverage", "Covered", "Line", "Product", "Service", "all_products", "by_slug", "by_uri", "coverage", "near"]
