-- A method call sees what is done to the metatable of channels meanwhile.
local channel = require "channel"
local ch = channel.new()
local methods = getmetatable(ch)
local function index_of() return ch:hidden() end
print(pcall(index_of)) -- expect: false	methods_follow_the_metatable.lua:5: attempt to call a nil value (method 'hidden')
function methods.hidden() return "found" end
print(index_of(), index_of()) -- expect: found	found
function methods.hidden() return "changed" end
print(index_of()) -- expect: changed
local index = methods.__index
methods.__index = function(_, name) return function() return "made " .. name end end
print(index_of()) -- expect: made hidden
methods.__index = index
print(index_of()) -- expect: changed
methods.hidden = nil
print((pcall(index_of))) -- expect: false
print((pcall(function() return ch:__index() end))) -- expect: false
