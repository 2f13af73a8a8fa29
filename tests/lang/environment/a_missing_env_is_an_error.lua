-- If _ENV is no table, global names fail with a message that names _ENV.
local print, pcall = print, pcall
print(pcall(function()
    local _ENV = nil
    return x
end)) -- expect: false	a_missing_env_is_an_error.lua:5: attempt to index a nil value (local '_ENV')
print(pcall(function() local _ENV = nil x = 1 end))
-- expect: false	a_missing_env_is_an_error.lua:7: attempt to index a nil value (local '_ENV')
print(pcall(function() local _ENV = 5 x() end))
-- expect: false	a_missing_env_is_an_error.lua:9: attempt to index a number value (local '_ENV')
print(pcall(function() local _ENV = {} x() end))
-- expect: false	a_missing_env_is_an_error.lua:11: attempt to call a nil value (global 'x')
print(pcall(function() local _ENV = {} return x.y end))
-- expect: false	a_missing_env_is_an_error.lua:13: attempt to index a nil value (global 'x')
local outer = (function(_ENV) return function() return x end end)(nil)
print(pcall(outer))
-- expect: false	a_missing_env_is_an_error.lua:15: attempt to index a nil value (upvalue '_ENV')
local _ENV = {f = {}}
print(pcall(function() return f.a.b end))
-- expect: false	a_missing_env_is_an_error.lua:19: attempt to index a nil value (field 'a')
print(pcall(function() return g.a end))
-- expect: false	a_missing_env_is_an_error.lua:21: attempt to index a nil value (global 'g')
print(pcall(function() g.a = 1 end))
-- expect: false	a_missing_env_is_an_error.lua:23: attempt to index a nil value (global 'g')
