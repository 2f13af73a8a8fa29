-- string.find, match and gmatch: patterns over a generated log, plain search, captures,
-- frontiers, balanced brackets.
local find, match, gmatch = string.find, string.match, string.gmatch
local seed = 5
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 8) % n + 1
end

local levels = {"INFO", "WARN", "ERROR", "DEBUG"}
local hosts = {"alpha.example.org", "beta.example.com", "gamma-2.test", "localhost"}
local notes = {"user=ann id=17", "took (12 (of 90)) ms", "key='a b' empty=''", "retry, retry, stop",
               "path /var/log/x.log", "value -3.5e+2 and 0x1F", "no match here", "[x] [[y] z]"}

local lines = {}
for i = 1, 2400 do
  lines[i] = ("2024-%02d-%02d %02d:%02d:%02d %s [%s:%d] %s"):format(random(12), random(28),
    random(24) - 1, random(60) - 1, random(60) - 1, levels[random(4)], hosts[random(4)],
    random(65535), notes[random(8)])
end
local text = table.concat(lines, "\n")

local results = {}
local function note(name, ...) results[#results + 1] = name .. " " .. table.concat({...}, " ") end

local function parse_lines()
  local ports, by_level, clock = 0, {}, 0
  for _, line in ipairs(lines) do
    local year, month, day, hour, minute, second =
      match(line, "^(%d+)%-(%d%d)%-(%d%d) (%d%d):(%d%d):(%d%d)")
    clock = (clock + year + month * 31 + day + hour * 3600 + minute * 60 + second) % 1000003
    local level, host, port = match(line, "(%u+) %[([%w.-]+):(%d+)%]")
    ports = ports + port
    by_level[level] = (by_level[level] or 0) + #host
  end
  note("lines", clock, ports, by_level.INFO, by_level.WARN, by_level.ERROR, by_level.DEBUG)
end

local function plain_search()
  local count, places, at = 0, 0, 1
  while true do
    local from, to = find(text, "example.org", at, true)
    if not from then break end
    count, places, at = count + 1, (places + from) % 1000003, to + 1
  end
  note("plain", count, places, tostring(find(text, "example+org", 1, true)))
end

local function words()
  local count, longest, letters = {}, "", 0
  for word in gmatch(text, "%a+") do
    count[word] = (count[word] or 0) + 1
    letters = letters + #word
    if #word > #longest then longest = word end
  end
  note("words", count.retry, count.user, count.INFO, longest, letters)
end

local function pairs_of_text()
  local sum, quoted = 0, 0
  for key, value in gmatch(text, "(%w+)=(%w+)") do sum = sum + #key * #value end
  for quote, body in gmatch(text, "(['\"])(.-)%1") do quoted = quoted + #quote + #body end
  note("pairs", sum, quoted)
end

local function brackets()
  local round, square, deep = 0, 0, 0
  for inner in gmatch(text, "%b()") do
    round = round + #inner
    if find(inner, "%(", 2) then deep = deep + 1 end
  end
  for from, to in gmatch(text, "()%b[]()") do square = square + to - from end
  note("brackets", round, deep, square)
end

local function numbers()
  local sum, hex, bounds = 0, 0, 0
  for number in gmatch(text, "[+-]?%d+%.%d+[eE]?[+-]?%d*") do sum = sum + tonumber(number) end
  for digits in gmatch(text, "0x(%x+)") do hex = hex + tonumber(digits, 16) end
  for at in gmatch(text, "()%f[%d]%d%d%f[%D]") do bounds = (bounds + at) % 1000003 end
  note("numbers", sum, hex, bounds)
end

local function misses()
  local hits = 0
  for _, line in ipairs(lines) do
    if find(line, "ERROR.*retry.*stop$") then hits = hits + 1 end
    if find(line, "^%s*#") then hits = hits + 1000 end
    if match(line, ".-(%d+)%s+ms$") then hits = hits + 1 end
    if find(line, "[^%z\32-\126]") then hits = hits + 1000 end
    if match(line, "%S+$") == "here" then hits = hits + 1 end
  end
  note("misses", hits)
end

local function from_a_place()
  local steps, at = 0, 1
  while at <= #text do
    local _, stop = find(text, "^[^\n]*\n?", at)
    steps, at = steps + 1, stop + 1
  end
  note("places", steps, #text, match(text, "()[^\n]*$"), tostring(match(text, "^DEBUG", 30)))
end

for _ = 1, 2 do
  results = {}
  for _, act in ipairs({parse_lines, plain_search, words, pairs_of_text, brackets, numbers, misses,
                        from_a_place}) do
    act()
  end
end
print(table.concat(results, "\n"))
print(pcall(find, "x", "[a"))
