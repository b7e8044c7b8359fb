"""Ways to run the model: one setting, single histories, sweeps; where results are kept, and shares with intervals."""
