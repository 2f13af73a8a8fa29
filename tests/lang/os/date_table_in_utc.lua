-- os.date("!*t") splits a time into the fields of a table.
local function show(time)
    local t, names = os.date("!*t", time), {}
    for name, value in pairs(t) do names[#names + 1] = name .. "=" .. tostring(value) end
    table.sort(names)
    print(table.concat(names, " "))
end
show(0) -- expect: day=1 hour=0 isdst=false min=0 month=1 sec=0 wday=5 yday=1 year=1970
show(951827696) -- expect: day=29 hour=12 isdst=false min=34 month=2 sec=56 wday=3 yday=60 year=2000
show(-1) -- expect: day=31 hour=23 isdst=false min=59 month=12 sec=59 wday=4 yday=365 year=1969
show(4102444799)
-- expect: day=31 hour=23 isdst=false min=59 month=12 sec=59 wday=5 yday=365 year=2099
local t = os.date("!*t", 1e9)
print(math.type(t.year), type(t.isdst), getmetatable(t), t[1])
-- expect: integer	boolean	nil	nil
print(type(os.date("!*t").year), os.date("*t", 0) ~= os.date("*t", 0)) -- expect: number	true
