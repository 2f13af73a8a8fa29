return "quiet"
