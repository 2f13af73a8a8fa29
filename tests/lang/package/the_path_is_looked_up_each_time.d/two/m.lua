return "m of two"
