-- Returns nil.
runs = (runs or 0) + 1
return nil
