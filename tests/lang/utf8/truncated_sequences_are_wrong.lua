-- A sequence that ends too early is wrong at its first byte.
for _, text in ipairs({"ä", "€", "😀", "\u{200000}", "\u{4000000}"}) do
    local results = {}
    for cut = 1, #text - 1 do
        local ok, position = utf8.len("x" .. text:sub(1, cut), 1, -1, true)
        results[#results + 1] = tostring(ok) .. " " .. position
    end
    print(#text, table.concat(results, ", "))
    -- expect: 2	nil 2
    -- expect: 3	nil 2, nil 2
    -- expect: 4	nil 2, nil 2, nil 2
    -- expect: 5	nil 2, nil 2, nil 2, nil 2
    -- expect: 6	nil 2, nil 2, nil 2, nil 2, nil 2
end
print(utf8.len("€" .. ("€"):sub(1, 2) .. "a"), utf8.len(("€"):sub(2)))
-- expect: nil	nil	1
print(utf8.len("\xE2a\x82"), utf8.len("\xFE\xBF"), utf8.len("\xFF", 1, 1, true))
-- expect: nil	nil	nil	1
