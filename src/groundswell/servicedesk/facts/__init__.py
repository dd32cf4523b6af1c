"""What a ticket tells beside its words: fields of one's own, answers of a form, templates."""
