"""The desk: incidents and service requests, from the first word to closure."""
