-- String building: concatenation, table.concat, string functions.
local parts, length = {}, 0
for i = 1, 1500000 do
  parts[#parts + 1] = "item " .. i .. ";"
  if #parts == 1000 then
    local text = table.concat(parts)
    length = length + #text
    parts = {}
  end
end
local words = {}
for i = 1, 400000 do
  local s = ("%d:%s"):format(i, "x")
  words[s:sub(-3)] = (words[s:sub(-3)] or 0) + s:byte(1) + #s:upper()
end
local acc = ""
for i = 1, 20000 do acc = acc .. "y" end
print(length, words["0:x"], #acc)
