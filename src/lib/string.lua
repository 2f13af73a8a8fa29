-- The part of the string library that needs a closure. The chunk is called once
-- with the table of hooks that string.c keeps in the registry as "string.lua";
-- it holds the native gmatch_step and gets gmatch_iterator.
local hooks = ...
local gmatch_step = hooks.gmatch_step

-- state: {subject, pattern, next offset, end of the last match}
function hooks.gmatch_iterator(state)
    return function()
        return gmatch_step(state)
    end
end
