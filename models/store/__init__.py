"""The encrypted database: opening, tables, transactions, audit trail."""
