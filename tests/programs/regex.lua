-- A matcher of regular expressions that works in three ways.
--
-- A pattern is parsed into a tree. Out of the tree comes an automaton whose states are sets
-- of places in the pattern (Glushkov); each state, one integer of bits, is made when the text
-- first asks for it. A second matcher takes derivatives of the tree. The third one walks over
-- the tree with coroutines and yields every end that a match could have. All must agree on
-- the leftmost longest match.
--
-- Shows: recursive coroutines, lazy tables by __index, sets in the bits of integers, goto.
-- usage: regex.lua [SCALE]    the number of searched lines grows with the square of SCALE
-- torture: 40

local scale = tonumber((...)) or 1

-- Sets of bytes: four integers of 64 bits ---------------------------------------------------
local Set = {}
Set.__index = Set

local function new_set(...)
    local set = setmetatable({0, 0, 0, 0}, Set)
    for _, range in ipairs {...} do
        for byte = range:byte(1), range:byte(-1) do
            local word = (byte >> 6) + 1
            set[word] = set[word] | 1 << (byte & 63)
        end
    end
    return set
end

function Set:has(byte) return self[(byte >> 6) + 1] >> (byte & 63) & 1 == 1 end
function Set:__tostring() return ("%x.%x.%x.%x"):format(table.unpack(self)) end
function Set:__bnot() return setmetatable({~self[1], ~self[2], ~self[3], ~self[4]}, Set) end
function Set.__bor(a, b)
    return setmetatable({a[1] | b[1], a[2] | b[2], a[3] | b[3], a[4] | b[4]}, Set)
end

local CLASSES = {d = new_set("09"), w = new_set("az", "AZ", "09", "_"), s = new_set("\t\r", " "),
                 n = new_set("\n"), t = new_set("\t")}
for _, name in ipairs {"d", "w", "s"} do CLASSES[name:upper()] = ~CLASSES[name] end

-- The tree: equal nodes are the same table, and what is trivial is not built ----------------
local nodes, node_count = {}, 0

local function node(kind, a, b)
    local name = ("%s %s %s"):format(kind, a and a.id or a, b and b.id or b)
    if not nodes[name] then
        node_count = node_count + 1
        nodes[name] = {kind = kind, id = node_count, a, b}
    end
    return nodes[name]
end

local NEVER, EMPTY = node("never"), node("empty")

local function set_of(set)
    local name = tostring(set)
    nodes[name] = nodes[name] or {kind = "set", id = "set " .. name, set = set}
    return nodes[name]
end

local function both(a, b)           -- a, then b
    if a == NEVER or b == NEVER then return NEVER end
    if a == EMPTY then return b end
    if b == EMPTY then return a end
    if a.kind == "both" then return both(a[1], both(a[2], b)) end
    return node("both", a, b)
end

local function either(a, b)
    if a == NEVER or a == b then return b end
    if b == NEVER then return a end
    if a.kind == "either" then return either(a[1], either(a[2], b)) end
    -- A list of alternatives has each of them once.
    local rest = b
    while rest.kind == "either" do
        if rest[1] == a then return b end
        rest = rest[2]
    end
    return rest == a and b or node("either", a, b)
end

local function star(a)
    if a == NEVER or a == EMPTY then return EMPTY end
    return a.kind == "star" and a or node("star", a)
end

local function times(a, least, most)    -- most may be math.huge
    local result = most == math.huge and star(a) or EMPTY
    for i = most == math.huge and least or most, 1, -1 do
        result = both(a, result)
        if i > least then result = either(result, EMPTY) end
    end
    return result
end

-- The parser --------------------------------------------------------------------------------
local function parse(pattern)
    local at = 1
    local function accept(what)         -- returns the captures of a Lua pattern that fits here
        local captures = table.pack(pattern:match("^" .. what .. "()", at))
        at = captures[captures.n] or at
        return table.unpack(captures, 1, captures.n - 1)
    end
    local function fail(text) error(("%s at %d of %s"):format(text, at, pattern), 0) end

    local alternatives
    local function class()
        local set, negative = new_set(), accept "(%^)"
        repeat
            local name = accept "\\(%a)"
            local first, last = accept "([^%]\\])%-([^%]\\])"
            if name then
                set = set | (CLASSES[name] or fail("unknown class"))
            elseif first then
                set = set | new_set(first .. last)
            else
                set = set | new_set(accept "\\(.)" or accept "([^%]])" or fail("open class"))
            end
        until accept "(%])"
        return set_of(negative and ~set or set)
    end

    local function atom()
        if accept "(%()" then
            local inner = alternatives()
            return accept "(%))" and inner or fail("open group")
        end
        if accept "(%[)" then return class() end
        if accept "(%.)" then return set_of(~CLASSES.n) end
        local name = accept "\\(%a)"
        if name then return set_of(CLASSES[name] or fail("unknown class")) end
        local char = accept "\\(.)" or accept "([^%]*+?{}\\])"
        return set_of(new_set(char or fail("nothing to match")))
    end

    local function sequence()
        local result = EMPTY
        while at <= #pattern and not pattern:find("^[|)]", at) do
            local item = atom()
            ::again::
            local least, comma, most = accept "{(%d+)(,?)(%d*)}"
            local sign = least or accept "([*+?])"
            if sign == "*" then
                item = star(item)
            elseif sign == "+" then
                item = both(item, star(item))
            elseif sign == "?" then
                item = either(item, EMPTY)
            elseif least then
                most = tonumber(comma == "" and least or most) or math.huge
                if most < tonumber(least) then fail("bad count") end
                item = times(item, tonumber(least), most)
            end
            if sign then goto again end
            result = both(result, item)
        end
        return result
    end

    function alternatives()
        local result = sequence()
        while accept "(|)" do result = either(result, sequence()) end
        return result
    end

    local tree = alternatives()
    if at <= #pattern then fail("too many )") end
    return tree
end

-- The automaton. Place 0 is the start; each set of the tree has a place of its own. ---------
local function new_automaton(tree)
    local sets, follow, count = {}, {[0] = 0}, 0

    -- Returns the masks of the places that may come first and last; place 0 stands for "none".
    local function visit(n)
        if n.kind == "never" then return 0, 0 end
        if n.kind == "empty" then return 1, 1 end
        if n.kind == "set" then
            count = count + 1
            if count > 63 then error("the pattern is too long", 0) end
            sets[count], follow[count] = n.set, 0
            return 1 << count, 1 << count
        end
        local first, last = visit(n[1])
        local first_2, last_2 = first, last
        if n[2] then first_2, last_2 = visit(n[2]) end
        if n.kind == "either" then return first | first_2, last | last_2 end
        for place = 1, count do
            if last >> place & 1 == 1 then follow[place] = follow[place] | first_2 & ~1 end
        end
        if n.kind == "star" then return first | 1, last | 1 end
        return first & 1 == 0 and first or first & ~1 | first_2,
               last_2 & 1 == 0 and last_2 or last_2 & ~1 | last
    end
    local first, last = visit(tree)
    follow[0] = first & ~1

    local automaton = {states = {}, count = 0}
    function automaton.state(mask)
        local state = automaton.states[mask]
        if state then return state end
        state = setmetatable({accepts = mask & last ~= 0, is_dead = mask == 0}, {
            __index = function(self, byte)      -- the next state, worked out only once
                local near, next_mask = 0, 0
                for place = 0, count do
                    if mask >> place & 1 == 1 then near = near | follow[place] end
                end
                for place = 1, count do
                    if near >> place & 1 == 1 and sets[place]:has(byte) then
                        next_mask = next_mask | 1 << place
                    end
                end
                self[byte] = automaton.state(next_mask)
                return self[byte]
            end})
        automaton.states[mask], automaton.count = state, automaton.count + 1
        return state
    end
    automaton.start = automaton.state(1)

    function automaton.longest(text, from)      -- the end of the longest match at `from`
        local state, stop = automaton.start, nil
        for at = from, #text + 1 do
            if state.accepts then stop = at - 1 end
            if state.is_dead or at > #text then break end
            state = state[text:byte(at)]
        end
        return stop
    end
    return automaton
end

-- Derivatives: what may come after a byte, as a tree ----------------------------------------
local function is_nullable(n)
    if n.kind == "both" then return is_nullable(n[1]) and is_nullable(n[2]) end
    if n.kind == "either" then return is_nullable(n[1]) or is_nullable(n[2]) end
    return n.kind == "empty" or n.kind == "star"
end

local function derive(n, byte)
    if n.kind == "set" then return n.set:has(byte) and EMPTY or NEVER end
    if n.kind == "either" then return either(derive(n[1], byte), derive(n[2], byte)) end
    if n.kind == "star" then return both(derive(n[1], byte), n) end
    if n.kind ~= "both" then return NEVER end
    local result = both(derive(n[1], byte), n[2])
    return is_nullable(n[1]) and either(result, derive(n[2], byte)) or result
end

local function longest_by_derivatives(tree, text, from)
    local stop = is_nullable(tree) and from - 1 or nil
    for at = from, #text do
        tree = derive(tree, text:byte(at))
        if tree == NEVER then break end
        if is_nullable(tree) then stop = at end
    end
    return stop
end

-- Coroutines: every end of a match, by a walk over the tree ---------------------------------
local function ends(n, text, at)
    return coroutine.wrap(function()
        if n.kind == "set" then
            if at <= #text and n.set:has(text:byte(at)) then coroutine.yield(at + 1) end
        elseif n.kind == "both" then
            for middle in ends(n[1], text, at) do
                for stop in ends(n[2], text, middle) do coroutine.yield(stop) end
            end
        elseif n.kind == "star" then
            coroutine.yield(at)
            for middle in ends(n[1], text, at) do
                local rest = middle > at and n or EMPTY
                for stop in ends(rest, text, middle) do coroutine.yield(stop) end
            end
        elseif n.kind == "either" then
            for _, part in ipairs(n) do
                for stop in ends(part, text, at) do coroutine.yield(stop) end
            end
        elseif n.kind == "empty" then
            coroutine.yield(at)
        end
    end)
end

local function longest_by_walking(tree, text, from)
    local longest
    for stop in ends(tree, text, from) do longest = math.max(longest or 0, stop - 1) end
    return longest
end

-- The leftmost match, by any of the three ---------------------------------------------------
local function search(longest, text, from)
    for start = from or 1, #text + 1 do
        local stop = longest(text, start)
        if stop then return start, stop end
    end
end

local EXAMPLES = {
    {"a*", "aaab"}, {"a+b", "xaaab"}, {"(ab|a)(bc)?", "zabc"}, {"x*", "abc"}, {"", "any"},
    {"colou?r", "my color"}, {"(a|ab)(c|bcd)(d*)", "abcd"}, {"[0-9]{2,3}", "7 1234"},
    {"\\d+\\.\\d*", "v 10.25!"}, {"[^aeiou\\s]+", "aei strong"}, {"(0|1(01*0)*1)+", "x1001"},
    {"\\w+@\\w+(\\.\\w+)+", "to ann@b.c.d."}, {"(foo|foobar|bar)baz", "foobarbaz"},
    {"(a*)*b", "aaac"}, {"[\\]x-]+", "a-x]"}, {"a{3}", "aa"}, {"(a|b)*a(a|b){3}", "abbabab"},
}
for _, example in ipairs(EXAMPLES) do
    local pattern, text = table.unpack(example)
    local tree = parse(pattern)
    local automaton = new_automaton(tree)
    local from, to = search(automaton.longest, text)
    local agreed = 0
    for _, other in ipairs {longest_by_derivatives, longest_by_walking} do
        local from_2, to_2 = search(function(...) return other(tree, ...) end, text)
        if from_2 == from and to_2 == to then agreed = agreed + 1 end
    end
    local found = from and ("%d-%d %q"):format(from, to, text:sub(from, to)) or "no match"
    print(pattern, found, automaton.count, agreed)
end
-- expect: a*	1-3 "aaa"	3	2
-- expect: a+b	2-5 "aaab"	5	2
-- expect: (ab|a)(bc)?	2-4 "abc"	5	2
-- expect: x*	1-0 ""	2	2
-- expect: 	1-0 ""	2	2
-- expect: colou?r	4-8 "color"	7	2
-- expect: (a|ab)(c|bcd)(d*)	1-4 "abcd"	5	2
-- expect: [0-9]{2,3}	3-5 "123"	5	2
-- expect: \d+\.\d*	3-7 "10.25"	6	2
-- expect: [^aeiou\s]+	5-7 "str"	4	2
-- expect: (0|1(01*0)*1)+	2-5 "1001"	6	2
-- expect: \w+@\w+(\.\w+)+	4-12 "ann@b.c.d"	10	2
-- expect: (foo|foobar|bar)baz	1-9 "foobarbaz"	10	2
-- expect: (a*)*b	no match	3	2
-- expect: [\]x-]+	2-4 "-x]"	4	2
-- expect: a{3}	no match	3	2
-- expect: (a|b)*a(a|b){3}	1-7 "abbabab"	7	2

for _, pattern in ipairs {"(a", "a)", "[a", "*a", "a{2,1}", "\\q", ("ab"):rep(40)} do
    print(select(2, pcall(function() return new_automaton(parse(pattern)) end)))
end
-- expect: open group at 3 of (a
-- expect: too many ) at 2 of a)
-- expect: open class at 3 of [a
-- expect: nothing to match at 1 of *a
-- expect: bad count at 7 of a{2,1}
-- expect: unknown class at 3 of \q
-- expect: the pattern is too long

-- A log is searched, line by line -----------------------------------------------------------
local function matches(automaton, text)
    local at = 1
    return function()
        local from, to = search(automaton.longest, text, at)
        if not from then return nil end
        at = math.max(to, from) + 1
        return from, to
    end
end

local seed = 2024
local function random(n)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 10) % n
end

local function log_line()
    local words = {"disk", "fan", "net", "WARN", "ERROR", "ok", "slow", "lost"}
    local line = {("%04d-%02d-%02d"):format(2000 + random(30), 1 + random(12), 1 + random(28))}
    for i = 2, 5 do
        line[i] = words[random(#words) + 1] .. (random(3) == 0 and random(90) or "")
    end
    line[6] = ("10.%d.%d.%d"):format(random(256), random(300), random(256))
    return table.concat(line, " ")
end

local byte = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)"
local PATTERNS = {date = "20[012]\\d-(0\\d|1[0-2])-[0-3]\\d", trouble = "(ERROR|WARN).*(lost|slow)",
                  address = " " .. byte .. "(\\." .. byte .. "){3}",
                  device = "(disk|fan|net)[1-9]\\d*"}
local finders, totals = {}, {}
for name, pattern in pairs(PATTERNS) do
    finders[name], totals[name] = new_automaton(parse(pattern)), {count = 0, sum = 0}
end
for _ = 1, 20 * scale * scale do
    local line = log_line()
    for name, total in pairs(totals) do
        for from, to in matches(finders[name], line) do
            total.count = total.count + 1
            total.sum = (total.sum * 31 + from * 100 + to) & 0xffffffff
        end
    end
end
for _, name in ipairs {"date", "trouble", "address", "device"} do
    local total = totals[name]
    print(name, total.count, ("%08x"):format(total.sum), finders[name].count)
end
-- expect: date	20	2e30d980	14
-- expect: trouble	4	024a6518	20
-- expect: address	18	7be1ccf0	28
-- expect: device	5	ba9c16bd	14
