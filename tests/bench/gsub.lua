-- string.gsub: replacements by a string with captures, by a table and by a function.
local seed = 11
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 8) % n + 1
end

local words = {"river", "stone", "<b>bold</b>", "north & south", "x=1", "key = value", "$name",
               "${place}", "MiXed", "snake_case_name", "camelCaseName", "3.14", "  padded  ",
               "semi;colon", "100%", "a/b/c", "it's", "\ttab", "42", "end."}

local function text_of(count)
  local parts = {}
  for i = 1, count do parts[i] = words[random(#words)] end
  return table.concat(parts, " ")
end

local total, changed = 0, 0
local function note(text, count)
  local sum = 0
  for i = 1, #text, 61 do sum = sum * 31 + text:byte(i) & 0xffffff end
  total = (total * 17 + sum + #text) & 0xffffff
  changed = changed + count
end

-- A string as the replacement: plain, with %0, with captures.
local function by_string(text)
  note(text:gsub("%s+", " "))
  note(text:gsub("%d+", "<%0>"))
  note(text:gsub("(%w+)%s*=%s*(%w+)", "%2=%1"))
  note(text:gsub("(%l)(%u)", "%1_%2"))
  note(text:gsub("%%", "%%%%"))
  note(text:gsub("<(%a)>(.-)</%1>", "*%2*"))
  note(text:gsub("e", ""))
  note(text:gsub("", "."))
end

-- A table as the replacement: a missing key leaves the match as it is.
local entities = {["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;", ["'"] = "&#39;"}
local synonyms = {river = "stream", stone = "rock", north = "up", south = "down", ["end"] = false}
local variables = setmetatable({name = "Ada"}, {__index = function(_, key) return #key end})

local function by_table(text)
  note(text:gsub("[<>&']", entities))
  note(text:gsub("%a+", synonyms))
  note(text:gsub("%$(%a+)", variables))
  note(text:gsub("%${(%a+)}", variables))
end

-- A function as the replacement: it gets the captures; nil leaves the match.
local function capitalise(first, rest) return first:upper() .. rest:lower() end

local function by_function(text)
  local count, stack = 0, {}
  note(text:gsub("(%a)(%a*)", capitalise))
  note(text:gsub("[^%w ]", function(c) return ("%%%02X"):format(c:byte()) end))
  note(text:gsub("_(%l)", string.upper))
  note(text:gsub("%d+", function(n) return n + 1 end))
  note(text:gsub("()%p()", function(from, to)
    count = count + to - from
    return nil
  end))
  note(text:gsub("%w+", function(word)
    stack[#stack + 1] = word
    if #stack > 20 then stack = {} end
    return #word > 5 and word:reverse() or nil
  end))
  total = (total + count + #stack) & 0xffffff
end

-- Anchors, a limit on the number of replacements, frontiers, and going through lines.
local function by_line(text)
  for line in text:gsub("%.", "\n"):gmatch("[^\n]+") do
    note(line:gsub("^%s+", ""))
    note(line:gsub("%s+$", ""))
    note(line:gsub("%a+", "#", 3))
    note(line:gsub("%f[%w]%w", string.upper))
    note(line:gsub("%b<>", ""))
  end
end

-- A round trip: what is escaped must come back.
local function round_trip(text)
  local escaped, n = text:gsub("[^%w]", function(c) return ("~%02x"):format(c:byte()) end)
  local back, m = escaped:gsub("~(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end)
  assert(back == text and n == m)
  note(escaped, n)
end

for round = 1, 60 do
  local text = text_of(1000 + round)
  for _, act in ipairs({by_string, by_table, by_function, by_line, round_trip}) do
    act(text)
  end
end
print(total, changed)
local sample = "camelCaseName <b>it's</b> $name ${place} key = value"
print((sample:gsub("(%l)(%u)", "%1_%2"):gsub("%$(%a+)", variables)))
print((sample:gsub("[<>&']", entities)))
print((sample:gsub("(%a)(%a*)", capitalise)))
print(pcall(string.gsub, sample, "%a", "%2"))
