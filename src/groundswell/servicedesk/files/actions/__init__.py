"""What can happen to files on tickets."""
