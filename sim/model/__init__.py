"""One possible history, many at a time: the rules, the worlds, the actors and the calendar of a quarter."""
