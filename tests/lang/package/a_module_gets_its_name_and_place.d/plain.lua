-- Shows what require gives to a module.
return {count = select("#", ...), name = (...), place = select(2, ...)}
