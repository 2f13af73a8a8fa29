-- An error of a coroutine.wrap function gets a position, and keeps all its bytes.
local long = ("x"):rep(3000) .. "\0end"
local wrapped = coroutine.wrap(function() error(long, 0) end)
local ok, message = pcall(function() wrapped() end)
print(ok, #message > #long, message:sub(-4) == "\0end", message:match("^[^:]*:%d+: x") ~= nil)
-- expect: false	true	true	true
wrapped = coroutine.wrap(function() error(long, 0) end)
print(select(2, pcall(wrapped)) == long) -- expect: true
wrapped = coroutine.wrap(function() error({code = 7}) end)
print(select(2, pcall(wrapped)).code) -- expect: 7
wrapped = coroutine.wrap(function()
    local x <close> = setmetatable({}, {__close = function(_, e) error(e .. " and more", 0) end})
    error("first", 0)
end)
print(select(2, pcall(wrapped))) -- expect: first and more
