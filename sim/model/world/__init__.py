"""The state of the worlds, where they start, what the actors see of them, their random draws and their outcomes."""
