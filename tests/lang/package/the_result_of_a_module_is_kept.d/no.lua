-- Returns false, which require cannot tell from a module that is not loaded.
runs = (runs or 0) + 1
return false
