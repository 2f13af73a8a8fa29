return "real"
