"""The agenda: incoming letters and their dispositions, outgoing letters, dispatches, and the books of a month."""
