"""Makes the town from a seed: map, addresses, people, documents, cars, businesses. Pure and deterministic."""
