return "a in dir"
