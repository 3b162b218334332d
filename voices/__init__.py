"""Data of languages and voices: one TOML a language. Read by `pipeline.languages`."""
