-- Of a text as a chunk's name as much is shown as fits into 59 bytes.
local function place(name) return (select(2, load("x y", name)):match("^(.*):1: syntax")) end
for _, size in ipairs({40, 44, 45, 46, 60}) do
    local whole, cut = place(("n"):rep(size)), place(("n"):rep(size) .. "\nmore")
    print(size, #whole, whole:sub(-6), #cut, cut:sub(-6))
    -- expect: 40	51	nnnn"]	54	n..."]
    -- expect: 44	55	nnnn"]	58	n..."]
    -- expect: 45	59	n..."]	59	n..."]
    -- expect: 46	59	n..."]	59	n..."]
    -- expect: 60	59	n..."]	59	n..."]
end
print(place(("abcdefghi "):rep(10)))
-- expect: [string "abcdefghi abcdefghi abcdefghi abcdefghi abcde..."]
print(#place("@" .. ("n"):rep(59)), #place("@" .. ("n"):rep(60))) -- expect: 59	59
print(#place("=" .. ("n"):rep(59)), #place("=" .. ("n"):rep(60))) -- expect: 59	59
