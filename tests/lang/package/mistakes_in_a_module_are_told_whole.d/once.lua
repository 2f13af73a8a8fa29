-- Fails the first time only.
tries = (tries or 0) + 1
if tries == 1 then error("the first try", 0) end
return tries
