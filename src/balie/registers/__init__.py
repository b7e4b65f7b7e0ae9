"""What other registers know: BRP, BAG, RDW, travel documents, KvK; asked only with consent, always on record."""
