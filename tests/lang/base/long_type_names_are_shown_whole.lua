-- __name of any length is shown whole in the text of a table.
for _, size in ipairs({10, 100, 200, 1000}) do
    local text = tostring(setmetatable({}, {__name = ("n"):rep(size)}))
    print(size, #text:match("^n*"), text:match("^n*: 0x") ~= nil)
    -- expect: 10	10	true
    -- expect: 100	100	true
    -- expect: 200	200	true
    -- expect: 1000	1000	true
end
