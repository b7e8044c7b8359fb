"""Exercises: reading their folders, playing their grids, making pages, notebooks and handouts, checking what students hand in."""
