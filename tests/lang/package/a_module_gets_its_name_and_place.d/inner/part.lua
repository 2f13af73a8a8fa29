-- Shows what require gives to a module in a folder.
return {name = (...), place = select(2, ...)}
