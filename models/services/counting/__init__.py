"""From the rows of the database to what is counted: cases, events, answers, and the words of their categories."""
