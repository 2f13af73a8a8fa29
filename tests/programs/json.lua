-- A JSON encoder and decoder, and round trips over generated documents.
--
-- Usage: json.lua [SCALE]
--
-- Arrays carry a metatable, so that an empty one stays an array; `json.null` stands for null.
-- Keys are written in order, so equal documents give equal texts. Integers stay integers and
-- floats stay floats. Errors of the decoder say line and column, those of the encoder the path
-- to the value.
-- torture: 10

local scale = tonumber((...)) or 1

local json = {null = setmetatable({}, {__tostring = function() return "null" end})}

local Array = {__name = "json.array"}

function json.array(values) return setmetatable(values or {}, Array) end

local function is_array(value) return getmetatable(value) == Array or #value > 0 end

-- The bytes of one character, and the way back: UTF-8 holds 6 bits in each byte behind the first.
local function utf8_of(code)
    if code < 0x80 then return string.char(code) end
    local tail = string.char(0x80 | code & 0x3F)
    if code < 0x800 then return string.char(0xC0 | code >> 6) .. tail end
    tail = string.char(0x80 | code >> 6 & 0x3F) .. tail
    if code < 0x10000 then return string.char(0xE0 | code >> 12) .. tail end
    return string.char(0xF0 | code >> 18, 0x80 | code >> 12 & 0x3F) .. tail
end

local function code_of(character)
    local first, length = character:byte(), #character
    local code = length == 1 and first or first & (0x7F >> length)
    for i = 2, length do code = code << 6 | character:byte(i) & 0x3F end
    return code
end

local short_escapes = {['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f",
                       ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t"}

local function escape_control(byte)
    return short_escapes[byte] or string.format("\\u%04x", byte:byte())
end

-- Characters above U+FFFF are written as a pair of surrogates.
local function escape_wide(character)
    local code = code_of(character)
    if code < 0x10000 then return string.format("\\u%04x", code) end
    code = code - 0x10000
    return string.format("\\u%04x\\u%04x", 0xD800 | code >> 10, 0xDC00 | code & 0x3FF)
end

-- Its sequence is the text in pieces. The methods that write a value have the name of its type.
local Encoder = {}
Encoder.__index = Encoder

function Encoder:put(text) self[#self + 1] = text end

function Encoder:fail(format, ...)
    error("cannot encode " .. string.format(format, ...) .. " at $" .. table.concat(self.path), 0)
end

function Encoder:new_line()
    if self.indent then self:put("\n" .. self.indent:rep(#self.path)) end
end

-- A container is open until the scope of what this gives is left, also by an error.
function Encoder:enter(container)
    if self.open[container] then self:fail("a cycle") end
    self.open[container] = true
    return setmetatable({}, {__close = function() self.open[container] = nil end})
end

-- Writes one element of a container; `step` is its place in the path.
function Encoder:element(is_first, step, value, key)
    if not is_first then self:put(",") end
    self.path[#self.path + 1] = step
    self:new_line()
    if key then
        self:string(key)
        self:put(self.indent and ": " or ":")
    end
    self:value(value)
    self.path[#self.path] = nil
end

function Encoder:array(values)
    self:put("[")
    for i = 1, #values do self:element(i == 1, "[" .. i .. "]", values[i]) end
    if #values > 0 then self:new_line() end
    self:put("]")
end

function Encoder:object(fields)
    local keys = {}
    for key in pairs(fields) do
        if type(key) ~= "string" then self:fail("the key %s", key) end
        keys[#keys + 1] = key
    end
    table.sort(keys)
    self:put("{")
    for i, key in ipairs(keys) do self:element(i == 1, "." .. key, fields[key], key) end
    if #keys > 0 then self:new_line() end
    self:put("}")
end

function Encoder:table(value)
    if value == json.null then return self:put("null") end
    local container <close> = self:enter(value)
    if is_array(value) then self:array(value) else self:object(value) end
end

function Encoder:string(value)
    value = value:gsub('[\0-\x1F"\\]', escape_control)
    if self.ascii then value = value:gsub("[\xC2-\xF4][\x80-\xBF]+", escape_wide) end
    self:put('"' .. value .. '"')
end

-- The shortest text that reads as the same number; a float shows that it is one.
function Encoder:number(value)
    if math.type(value) == "integer" then return self:put(string.format("%d", value)) end
    if value - value ~= 0 then self:fail("the number %s", value) end
    for digits = 15, 17 do
        local text = string.format("%." .. digits .. "g", value)
        if tonumber(text) == value then
            return self:put(text:find("[.e]") and text or text .. ".0")
        end
    end
end

function Encoder:boolean(value) self:put(tostring(value)) end

function Encoder:value(value)
    local kind = type(value)
    local write = self[kind]
    if not write then self:fail("a %s", kind) end
    write(self, value)
end

-- Options: indent (a string: one line for each element), ascii (no byte above 127).
function json.encode(value, options)
    options = options or {}
    local encoder = {path = {}, open = {}, indent = options.indent, ascii = options.ascii}
    setmetatable(encoder, Encoder):value(value)
    return table.concat(encoder)
end

local Failure = {}
Failure.__index = Failure

function Failure:__tostring()
    return string.format("%d:%d: %s", self.line, self.column, self.message)
end

local Decoder = {max_depth = 64}
Decoder.__index = Decoder

function Decoder:fail(format, ...)
    local before = self.text:sub(1, self.at - 1)
    local _, breaks = before:gsub("\n", "")
    error(setmetatable({line = breaks + 1, column = #before:match("[^\n]*$") + 1,
                        message = string.format(format, ...)}, Failure))
end

-- Goes to the next character that is not white space, and gives it.
function Decoder:peek()
    self.at = self.text:match("^[ \t\r\n]*()", self.at)
    return self.text:sub(self.at, self.at)
end

-- Takes what the pattern matches at the current place; its captures are the results.
function Decoder:take(pattern)
    local from, to, first, second = self.text:find(pattern, self.at)
    if from then self.at = to + 1 end
    return first, second
end

function Decoder:expect(character, where)
    if self:peek() ~= character then self:fail("expected '%s' %s", character, where) end
    self.at = self.at + 1
end

local words = {["true"] = true, ["false"] = false, ["null"] = json.null}

function Decoder:word()
    local from = self.at
    local word = self:take("^(%a+)")
    if words[word] == nil then
        self.at = from
        self:fail(word and "unknown word '%s'" or "expected a value", word)
    end
    return words[word]
end

function Decoder:number()
    local from = self.at
    local digits = self:take("^%-?(%d+)")
    if not digits or digits:find("^0%d") then
        self.at = from
        self:fail("malformed number")
    end
    local has_dot = self:take("^(%.)")
    if has_dot and not self:take("^(%d+)") then self:fail("expected a digit after '.'") end
    if self:take("^([eE][+-]?)") and not self:take("^(%d+)") then
        self:fail("expected a digit in the exponent")
    end
    return tonumber(self.text:sub(from, self.at - 1))
end

function Decoder:unicode()
    local hex = self:take("^(%x%x%x%x)")
    if not hex then self:fail("expected four hexadecimal digits") end
    return tonumber(hex, 16)
end

local long_escapes = {['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n",
                      r = "\r", t = "\t"}

function Decoder:escape()
    local letter = self:take("^(.)")
    if letter ~= "u" then
        return long_escapes[letter] or self:fail("unknown escape '\\%s'", letter or "")
    end
    local code = self:unicode()
    if code & 0xFC00 == 0xD800 then
        local low = self:take("^(\\u)") and self:unicode()
        if not low or low & 0xFC00 ~= 0xDC00 then self:fail("half a surrogate pair") end
        code = 0x10000 + ((code & 0x3FF) << 10 | low & 0x3FF)
    elseif code & 0xFC00 == 0xDC00 then
        self:fail("half a surrogate pair")
    end
    return utf8_of(code)
end

function Decoder:string()
    self:expect('"', "before a string")
    local pieces = {}
    while true do
        local piece, mark = self:take('^([^"\\\0-\x1F]*)(["\\])')
        if not piece then
            self:take('^([^"\\\0-\x1F]*)')
            self:fail(self.at > #self.text and "unfinished string" or "control byte in a string")
        end
        pieces[#pieces + 1] = piece
        if mark == '"' then return table.concat(pieces) end
        pieces[#pieces + 1] = self:escape()
    end
end

-- What arrays and objects have in common: elements between commas, up to a closing bracket.
function Decoder:elements(bracket, element)
    self.depth = self.depth + 1
    if self.depth > self.max_depth then self:fail("more than %d levels", self.max_depth) end
    self.at = self.at + 1
    if self:peek() ~= bracket then
        ::again::
        element()
        if self:peek() == "," then
            self.at = self.at + 1
            goto again
        end
    end
    self:expect(bracket, "or ','")
    self.depth = self.depth - 1
end

function Decoder:array()
    local result = json.array()
    self:elements("]", function() result[#result + 1] = self:value() end)
    return result
end

function Decoder:object()
    local result = {}
    self:elements("}", function()
        if self:peek() ~= '"' then self:fail("expected a key") end
        local key = self:string()
        self:expect(":", "after a key")
        result[key] = self:value()
    end)
    return result
end

local readers = {["{"] = Decoder.object, ["["] = Decoder.array, ['"'] = Decoder.string}
for character in ("-0123456789"):gmatch(".") do readers[character] = Decoder.number end

function Decoder:value()
    return (readers[self:peek()] or self.word)(self)
end

-- Goes through the values of a text: `for value in json.values(text) do`.
function json.values(text)
    local decoder = setmetatable({text = text, at = 1, depth = 0}, Decoder)
    return function()
        if decoder:peek() == "" then return nil end
        return decoder:value()
    end
end

function json.decode(text)
    local decoder = setmetatable({text = text, at = 1, depth = 0}, Decoder)
    local value = decoder:value()
    if decoder:peek() ~= "" then decoder:fail("more text behind the value") end
    return value
end

local function generator(seed)
    return function(limit) -- 1 … limit, from the upper bits of a linear congruence
        seed = seed * 6364136223846793005 + 1442695040888963407
        return (seed >> 33) % limit + 1
    end
end

local letters = {"a", "Z", " ", "/", '"', "\\", "\n", "\t", "\0", "\x1F", "end", "7", "\u{E9}",
                 "\u{20AC}", "\u{1F331}"}

local function random_string(random)
    local pieces = {}
    for i = 1, random(6) - 1 do pieces[i] = letters[random(#letters)] end
    return table.concat(pieces)
end

local function random_value(random, depth)
    local kind = random(depth > 0 and 8 or 5)
    if kind == 1 then return random(1 << 20) << random(24) end
    if kind == 2 then return (random(2000001) - 1000001) / random(1000) end
    if kind == 3 then return random_string(random) end
    if kind == 4 then return random(2) == 1 end
    if kind == 5 then return json.null end
    local result = kind == 6 and json.array() or {}
    for i = 1, random(4) - 1 do
        local key = kind == 6 and i or i .. random_string(random)
        result[key] = random_value(random, depth - 1)
    end
    return result
end

local function same(a, b)
    if type(a) ~= "table" or type(b) ~= "table" or a == json.null then
        return a == b and math.type(a) == math.type(b)
    end
    if getmetatable(a) ~= getmetatable(b) then return false end
    for key in pairs(a) do if not same(a[key], b[key]) then return false end end
    for key in pairs(b) do if a[key] == nil then return false end end
    return true
end

local styles = {{}, {indent = "  "}, {ascii = true}}

-- Writes and reads documents in all styles; gives the bytes in each style, and a check sum.
local function round_trips(count)
    local random = generator(2024)
    local bytes, sum = {0, 0, 0}, 0
    for _ = 1, count do
        local document = json.array {}
        for i = 1, 4 do document[i] = random_value(random, 4) end
        for i, style in ipairs(styles) do
            local text = json.encode(document, style)
            local copy = json.decode(text)
            assert(same(document, copy), text)
            assert(json.encode(copy, style) == text, text)
            assert(not style.ascii or not text:find("[\x80-\xFF]"), text)
            bytes[i] = bytes[i] + #text
            sum = (sum * 31 + #text) % 1000003
        end
    end
    return bytes[1], bytes[2], bytes[3], sum
end

print(round_trips(20 * scale * (1 + scale // 8))) -- expect: 1279	2032	1388	424326

local sample = {name = "S\u{1F331}", tags = {"a\tb", '"', "\u{20AC}"}, no = json.null,
                list = {0, 1e300, 2.0, math.mininteger}}
print(json.encode(sample))
-- expect: {"list":[0,1e+300,2.0,-9223372036854775808],"name":"S🌱","no":null,"tags":["a\tb","\"","€"]}
print(json.encode(sample.tags, {ascii = true})) -- expect: ["a\tb","\"","\u20ac"]
print(json.encode({b = {1, {}}, a = json.array(), c = {d = true}}, {indent = "  "}))
-- expect: {
-- expect:   "a": [],
-- expect:   "b": [
-- expect:     1,
-- expect:     {}
-- expect:   ],
-- expect:   "c": {
-- expect:     "d": true
-- expect:   }
-- expect: }

print(json.decode('"\\u0041\\u00e9\\u20ac\\ud83c\\udf31\\/"') == "A\u{E9}\u{20AC}\u{1F331}/")
-- expect: true

local texts = {}
for value in json.values(' 1 2.50 -0.0 1E3 "x" null\ntrue[[[1]]]') do
    texts[#texts + 1] = json.encode(value)
end
print(table.concat(texts, " ")) -- expect: 1 2.5 -0.0 1000.0 "x" null true [[[1]]]

local function refuse(text)
    local ok, failure = pcall(json.decode, text)
    print(not ok and tostring(failure))
end

refuse '' -- expect: 1:1: expected a value
refuse '[1, 2' -- expect: 1:6: expected ']' or ','
refuse '{"a": 1,\n "b" 2}' -- expect: 2:6: expected ':' after a key
refuse '{"a": 1,\n  b: 2}' -- expect: 2:3: expected a key
refuse '[1, 2,]' -- expect: 1:7: expected a value
refuse '[tru]' -- expect: 1:2: unknown word 'tru'
refuse '01' -- expect: 1:1: malformed number
refuse '[1.]' -- expect: 1:4: expected a digit after '.'
refuse '1e+' -- expect: 1:4: expected a digit in the exponent
refuse '"abc' -- expect: 1:5: unfinished string
refuse '"a\nb"' -- expect: 1:3: control byte in a string
refuse '"\\x"' -- expect: 1:4: unknown escape '\x'
refuse '"\\u12G4"' -- expect: 1:4: expected four hexadecimal digits
refuse '"\\ud800 "' -- expect: 1:8: half a surrogate pair
refuse '[] []' -- expect: 1:4: more text behind the value
refuse(("["):rep(65)) -- expect: 1:65: more than 64 levels

local function refuse_value(value)
    print(select(2, pcall(json.encode, value)))
end

local cycle = {1, {}}
cycle[2].again = {cycle}
refuse_value(cycle) -- expect: cannot encode a cycle at $[2].again[1]
refuse_value {list = {1, math.huge}} -- expect: cannot encode the number inf at $.list[2]
refuse_value {list = {1, print}} -- expect: cannot encode a function at $.list[2]
refuse_value {[true] = 1} -- expect: cannot encode the key true at $
print(json.encode {cycle[1], {}, json.array()}, json.encode {sample.tags, sample.tags})
-- expect: [1,{},[]]	[["a\tb","\"","€"],["a\tb","\"","€"]]
