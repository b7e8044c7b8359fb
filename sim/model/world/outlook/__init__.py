"""What the actors see when they decide: quantities derived from the state of the worlds, by the mechanisms."""
