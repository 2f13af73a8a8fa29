-- string.gmatch gives a function: a closure over the state of the search, a table
-- {subject, pattern, next offset, end of the last match}. See find.c.

function string_gmatch_iterator(state)
    local step = string_gmatch_step
    return function() return step(state) end
end
