"""Rules that French, Spanish, Italian and Portuguese share: one small module a subject, a language's words in its data.

`Tongue` says what a language needs to give; `pipeline/wording/<lang>.py` puts the rules in its own order.
"""
