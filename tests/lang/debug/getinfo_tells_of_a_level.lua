-- getinfo of a level tells which call stands there, where, and by which name.
local function show(level)
    local i = debug.getinfo(level + 1, "nSl")
    print(i.namewhat, i.name, i.what, i.currentline)
    -- expect: method	method	Lua	34
    -- expect: field	field	Lua	33
    -- expect: method	method	Lua	34
    -- expect: global	global	Lua	40
    -- expect: metamethod	index	Lua	42
    -- expect: metamethod	add	Lua	42
    -- expect: metamethod	lt	Lua	43
    -- expect: metamethod	concat	Lua	43
    -- expect: metamethod	unm	Lua	45
    -- expect: metamethod	len	Lua	45
    -- expect: local	mt	Lua	44
    -- expect: metamethod	close	Lua	44
    -- expect: for iterator	for iterator	Lua	49













end
local t = {}
function t.field() show(1) show(2) end
function t:method() show(1) t.field() end
local function up()
    t:method() -- called as a method
    return nil
end
up()
global = function() show(1) end
global()
local mt = setmetatable({}, {__index = function() show(1) end, __add = function() show(1) end,
    __lt = function() show(1) end, __concat = function() show(1) end,
    __call = function() show(1) end, __close = function() show(1) end,
    __unm = function() show(1) end, __len = function() show(1) return 1 end})
local _ = mt.x, mt + 1, mt < mt, mt .. 1, -mt, #mt
mt()
do local x <close> = mt end
for _ in function() show(1) end do end
print(debug.getinfo(100), debug.getinfo(1, "n").name, debug.getinfo(1, "S").what)
-- expect: nil	nil	main
