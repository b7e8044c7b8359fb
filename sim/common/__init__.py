"""What every room uses: errors, checks of what is given, numbers in words, files, locks and interruptions."""
