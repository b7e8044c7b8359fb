"""Disagreement: why two authors reach different conclusions, group of assumptions by group of assumptions."""
