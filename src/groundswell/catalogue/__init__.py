"""Services: what people get, who answers for it and when it matters."""
