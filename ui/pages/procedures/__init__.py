"""Writing procedures: the page "sop_editor" and its parts."""
