-- Returns nothing.
runs = (runs or 0) + 1
