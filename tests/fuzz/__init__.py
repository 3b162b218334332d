"""Bytes of strangers, and what they go into. `targets` is imported by those who try: atheris instruments it first."""
