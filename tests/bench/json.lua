-- A JSON writer and a JSON reader, written with string patterns and recursion, on a
-- generated document, round after round.
local escapes = {['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t"}
local unescapes = {n = "\n", r = "\r", t = "\t", b = "\b", f = "\f"}
local null = setmetatable({}, {__tostring = function() return "null" end})

local function escape(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end

local function quote(text) return '"' .. text:gsub('[%c"\\]', escape) .. '"' end

local write

local function write_array(array, out)
  out[#out + 1] = "["
  for i, item in ipairs(array) do
    if i > 1 then out[#out + 1] = "," end
    write(item, out)
  end
  out[#out + 1] = "]"
end

local function write_object(object, out)
  local keys = {}
  for key in pairs(object) do keys[#keys + 1] = key end
  table.sort(keys)
  out[#out + 1] = "{"
  for i, key in ipairs(keys) do
    if i > 1 then out[#out + 1] = "," end
    out[#out + 1] = quote(key) .. ":"
    write(object[key], out)
  end
  out[#out + 1] = "}"
end

local writers = {
  string = function(value, out) out[#out + 1] = quote(value) end,
  number = function(value, out)
    out[#out + 1] = math.type(value) == "integer" and tostring(value) or ("%.14g"):format(value)
  end,
  boolean = function(value, out) out[#out + 1] = tostring(value) end,
  table = function(value, out)
    if value == null then
      out[#out + 1] = "null"
    elseif #value > 0 or next(value) == nil then
      write_array(value, out)
    else
      write_object(value, out)
    end
  end,
}

function write(value, out) return writers[type(value)](value, out) end

local function encode(value)
  local out = {}
  write(value, out)
  return table.concat(out)
end

local read

local function fail(text, at, what)
  error(("%s expected at %d, near '%s'"):format(what, at, text:sub(at, at + 8)), 0)
end

local function skip(text, at) return text:find("[^ \t\r\n]", at) or #text + 1 end

local function unescape(letter) return unescapes[letter] or letter end

local function read_string(text, at)
  local from = at + 1
  local stop = from
  while true do
    stop = text:find('["\\]', stop) or fail(text, at, "end of string")
    if text:byte(stop) == 34 then break end
    stop = stop + 2
  end
  local raw = text:sub(from, stop - 1)
  if raw:find("\\", 1, true) then
    raw = raw:gsub("\\u(%x%x%x%x)", function(hex) return string.char(tonumber(hex, 16)) end)
    raw = raw:gsub("\\(.)", unescape)
  end
  return raw, stop + 1
end

local function read_array(text, at)
  local array, count, value = {}, 0, nil
  at = skip(text, at + 1)
  if text:sub(at, at) == "]" then return array, at + 1 end
  while true do
    value, at = read(text, at)
    count = count + 1
    array[count] = value
    at = skip(text, at)
    local c = text:sub(at, at)
    if c == "]" then return array, at + 1 end
    if c ~= "," then fail(text, at, "',' or ']'") end
    at = at + 1
  end
end

local function read_object(text, at)
  local object, key, value = {}, nil, nil
  at = skip(text, at + 1)
  if text:sub(at, at) == "}" then return object, at + 1 end
  while true do
    at = skip(text, at)
    if text:sub(at, at) ~= '"' then fail(text, at, "a key") end
    key, at = read_string(text, at)
    at = text:match("^%s*:()", at) or fail(text, at, "':'")
    value, at = read(text, at)
    object[key] = value
    at = skip(text, at)
    local c = text:sub(at, at)
    if c == "}" then return object, at + 1 end
    if c ~= "," then fail(text, at, "',' or '}'") end
    at = at + 1
  end
end

local words = {["true"] = true, ["false"] = false, null = null}

function read(text, at)
  at = skip(text, at)
  local c = text:sub(at, at)
  if c == "{" then return read_object(text, at) end
  if c == "[" then return read_array(text, at) end
  if c == '"' then return read_string(text, at) end
  local word, stop = text:match("^(%l+)()", at)
  if word and words[word] ~= nil then return words[word], stop end
  local number
  number, stop = text:match("^(-?%d+%.?%d*[eE]?[+-]?%d*)()", at)
  return tonumber(number) or fail(text, at, "a value"), stop
end

local function decode(text)
  local value, at = read(text, 1)
  at = skip(text, at)
  if at <= #text then fail(text, at, "end of text") end
  return value
end

local seed = 7
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 8) % n + 1
end

local names = {"ash", "birch", "cedar", "elm \"old\"", "fir\\pine", "oak\nwood", "yew\ttree"}

local function document(count)
  local records = {}
  for i = 1, count do
    local marks = {}
    for j = 1, random(6) do marks[j] = random(1000) / 8 end
    records[i] = {id = i, name = names[random(#names)] .. i, marks = marks, tags = {},
                  is_old = random(2) == 1, owner = i % 3 == 0 and null or "owner " .. random(50),
                  place = {x = random(1000) - 500, y = random(1000) / 4, level = {random(3)}}}
  end
  return {version = 3, title = "trees \1", records = records}
end

local text = encode(document(240))
local first = text
for _ = 1, 55 do
  local value = decode(text)
  value.records[1].id = value.records[1].id + 1
  text = encode(value)
end
local sum = 0
for i = 1, #text do sum = (sum * 31 + text:byte(i)) % 16777213 end
print(#first, #text, sum)
print(text:sub(1, 150))
print(decode(text).records[1].id, decode(first).records[1].id)
print(pcall(decode, text:sub(1, 200)))
print(pcall(decode, '{"a": [1, 2 3]}'))
