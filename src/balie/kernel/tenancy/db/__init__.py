"""Django database backend of Balie."""
