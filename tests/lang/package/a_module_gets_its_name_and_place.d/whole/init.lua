-- Stands for its folder.
return {name = (...), place = select(2, ...)}
