"""Simfoni PPA: which cases wait for it, the sheet they are copied from, the totals compared, the recap."""
