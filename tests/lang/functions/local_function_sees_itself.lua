-- local function sees itself; local f = function does not.
local function good(n) return n == 0 and "end" or good(n - 1) end
print(good(5)) -- expect: end
bad = nil
local bad = function(n) return n == 0 and "end" or bad end
print(bad(0), bad(1)) -- expect: end	nil
local fwd
local function user(n) return fwd(n) end
fwd = function(n) return n > 0 and user(n - 1) or "fwd" end
print(user(3)) -- expect: fwd
local function outer()
    local function a(n) if n == 0 then return "a" end return outer_b(n - 1) end
    local function b(n) if n == 0 then return "b" end return a(n - 1) end
    outer_b = b
    return a
end
print(outer()(3), outer()(4)) -- expect: b	a
local function shadow() local shadow = function() return "inner" end return shadow() end
print(shadow()) -- expect: inner
local keep = good
good = function() return "replaced" end
print(keep(0), keep(1)) -- expect: end	replaced
