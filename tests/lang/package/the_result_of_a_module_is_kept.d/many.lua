-- Only the first result counts.
runs = (runs or 0) + 1
return "first", "second"
