"""The calendar of one quarter, one file per phase.

Each phase reads the state of the worlds, asks actors or draws where something is chosen or happens, and writes the new
state. The order of the phases is data: `sim.model.phases.calendar.CALENDAR`.
"""
