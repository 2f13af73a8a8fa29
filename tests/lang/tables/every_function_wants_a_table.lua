-- The table functions say what they got instead of a table.
local values = {false, 12, 1.5, "text", print, coroutine.create(print), io.stdout}
local function message(name, value)
    local _, text = pcall(table[name], value, 1, 1, 1)
    return (text:gsub("bad argument #1 to 'table.%a+' %(table expected, got (.*)%)", "%1"))
end
for _, name in ipairs({"concat", "insert", "move", "remove", "sort"}) do
    local messages = {}
    for i, value in ipairs(values) do messages[i] = message(name, value) end
    print(name, table.concat(messages, " "))
    -- expect: concat	boolean number number string function thread FILE*
    -- expect: insert	boolean number number string function thread FILE*
    -- expect: move	boolean number number string function thread FILE*
    -- expect: remove	boolean number number string function thread FILE*
    -- expect: sort	boolean number number string function thread FILE*
end
print(message("insert", nil), message("concat", nil), message("sort", nil))
-- expect: nil	nil	nil
