"""What becomes of the articles' claims when they are played: measured, judged, and told."""
