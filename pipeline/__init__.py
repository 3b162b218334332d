"""Articast: articles in, podcast feeds and article pages out. The flow is in `pipeline.publish`."""
