"""The mechanisms: pure functions on arrays with one entry per world.

They know arrays and nothing else: no actor, no file, no Mesa.
"""
