return "m of one"
