"""What happens by itself while a ticket waits for somebody."""
