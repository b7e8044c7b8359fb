"""Pictures of results: one file per chart, all in the colours of `sim.charts.theme`."""
