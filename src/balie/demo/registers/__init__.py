"""Simulators of the other registers: BAG, travel documents, RDW, trade register."""
