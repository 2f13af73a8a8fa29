-- A __gc field that comes into the metatable later does not count; a later value does.
local log = {}
local late = {}
do local x = setmetatable({}, late) end
late.__gc = function() log[#log + 1] = "late" end
local changed = {__gc = true}
do local x = setmetatable({}, changed) end
changed.__gc = function() log[#log + 1] = "changed" end
local gone = {__gc = function() log[#log + 1] = "gone" end}
do local x = setmetatable({}, gone) end
gone.__gc = nil
collectgarbage()
print(table.concat(log, " ")) -- expect: changed
