"""Where a conclusion turns: the value at which a share crosses a level, and the smallest set of changes that turns it."""
