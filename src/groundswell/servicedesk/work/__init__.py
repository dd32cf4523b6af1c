"""What has to be done for a ticket: tasks, one after another, and lines to tick off."""
