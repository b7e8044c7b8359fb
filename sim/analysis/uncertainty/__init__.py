"""Three kinds of uncertainty, told apart: luck, numbers, and which author is right."""

FEWEST_SAMPLES, FEWEST_WORLDS = 10, 5
"""With fewer samples, or fewer worlds of each, no interval means anything."""
USUAL_SAMPLES, USUAL_WORLDS = 200, 50
"""Samples of the numbers of each author, and worlds of each: shares differ more between samples than by the luck of few worlds,
so that many samples of few worlds tell more than few samples of many."""
