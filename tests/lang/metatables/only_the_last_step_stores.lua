-- In t.x.y = v only the last step stores; the steps before it read.
local log = {}
local function tracer(name)
    local inner
    return setmetatable({}, {
        __index = function(_, k)
            log[#log + 1] = name .. "?" .. k
            inner = inner or tracer(name .. k)
            return inner
        end,
        __newindex = function(_, k, v) log[#log + 1] = name .. "!" .. k .. "=" .. tostring(v) end,
    })
end
local t = tracer("t")
t.a = 1
t.b.c = 2
t.d.e.f = nil
t[1][2] = true
function t.g() end
function t.h.i() end
function t.j:k() end
for n = 1, #log do log[n] = log[n]:gsub("=function.*", "=f") end
print(table.concat(log, " "))
-- expect: t!a=1 t?b tb!c=2 t?d tb?e tbe!f=nil t?1 tb!2=true t!g=f t?h tb!i=f t?j tb!k=f
