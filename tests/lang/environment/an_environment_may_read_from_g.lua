-- An environment whose metatable reads from _G protects the globals from writes.
local function sandbox() return setmetatable({}, {__index = _G}) end
local a, b = sandbox(), sandbox()
shared = "original"
local text = "shared = shared .. '+' .. (...); return shared"
print(load(text, "=c", "t", a)("a"), load(text, "=c", "t", a)("b"), load(text, "=c", "t", b)("x"))
-- expect: original+a	original+a+b	original+x
print(shared, rawget(a, "shared"), rawget(b, "shared")) -- expect: original	original+a+b	original+x
text = "function f(n) if n == 0 then return 'end' end return f(n - 1) end return f(3)"
local f = load(text, "=c", "t", a)
print(f(), rawget(a, "f") ~= nil, f == a.f, _G.f) -- expect: end	true	false	nil
local ok, message = pcall(load("string.x = 1; tostring = nil; return tostring", "=c", "t", a))
print(ok, message == tostring, string.x) -- expect: true	true	1
string.x = nil
