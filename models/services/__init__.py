"""Use cases: each checks permission, works in one transaction and leaves its trace.

What most of them work with lies here; the others lie in packages by topic, each of which says what it is for.
``workspace`` holds the services of a session.
"""
