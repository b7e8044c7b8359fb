"""Three kinds of uncertainty, told apart: luck, numbers, and which author is right."""

USUAL_SAMPLES, USUAL_WORLDS = 200, 50
"""Samples of the numbers of each author, and worlds of each: shares differ more between samples than by the luck of few worlds,
so that many samples of few worlds tell more than few samples of many."""
