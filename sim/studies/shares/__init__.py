"""How often something happened: counts, shares with intervals, and differences between settings, world by world."""
