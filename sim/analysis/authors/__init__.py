"""The five authors side by side: what they agree on, where they part, and where the reference setting stands."""

USUAL_WORLDS = 4_000
"""Worlds of each author if nothing is said: a picture in some ten seconds, and intervals of about 3 points."""
