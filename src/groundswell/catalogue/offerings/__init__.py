"""What people can ask for: offerings of a service, their questions, who agrees, what is done."""
