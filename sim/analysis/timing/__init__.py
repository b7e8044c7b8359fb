"""When agreements and wars come, how long an agreement holds, and how outcomes depend on when one looks."""
