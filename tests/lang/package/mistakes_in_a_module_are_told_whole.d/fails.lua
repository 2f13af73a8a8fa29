-- Fails when it runs.
error("while loading")
