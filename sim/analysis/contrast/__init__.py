"""Two settings side by side, world by world: what the one changes against the other, and where histories part."""
