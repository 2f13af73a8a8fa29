-- An object that its finalizer stores lives on, and is finalized again only when marked.
local count, saved = 0
local meta = {}
meta.__gc = function(o)
    count = count + 1
    saved = o
    if count < 3 then setmetatable(o, meta) end
end
do local x = setmetatable({name = "it"}, meta) end
for i = 1, 5 do
    collectgarbage()
    io.write(count, " ", saved and saved.name or "none", "\n")
    saved = nil
end
-- expect: 1 it
-- expect: 2 it
-- expect: 3 it
-- expect: 3 none
-- expect: 3 none
