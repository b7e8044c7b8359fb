"""The seven actors: what they can do, and what speaks for and against it."""
