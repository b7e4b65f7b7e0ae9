"""Starts and stops Balie on one machine: the embedded PostgreSQL, the supervisor, the worker and its watchdog."""
