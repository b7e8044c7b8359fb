"""Regret: which policy does least badly, whoever of the authors is right (robust decision making)."""
