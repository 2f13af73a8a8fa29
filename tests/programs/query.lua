-- A small SQL engine over Lua tables.
--
-- A statement goes through a tokenizer, a parser (recursive descent, precedence climbing) and
-- a compiler that turns expressions into closures. Rows then stream through a pipeline of
-- iterators: scan or probe, filter, group, order, limit, project. An equality with an indexed
-- column uses the index, in WHERE as in JOIN. A cursor closes itself at the end of its loop.
--
-- Shows: closures, coroutines as generators, metatables, patterns, pcall, the closing value of
-- a generic for. usage: query.lua [SCALE] (tables and number of rounds grow with it)
-- torture: 10

local scale = tonumber((...)) or 1

local function fail(format, ...) error(format:format(...), 0) end

-- Tables and their indexes ----------------------------------------------------------------
local database = {}

local Table = {__len = function(self) return #self.rows end}
Table.__call = function(self, ...)      -- t(v1, v2, …) inserts a row
    local row = {}
    for i, column in ipairs(self.columns) do row[column] = (select(i, ...)) end
    self.rows[#self.rows + 1] = row
    for column, index in pairs(self.indexes) do
        local bucket = index[row[column]] or {}
        index[row[column]] = bucket
        bucket[#bucket + 1] = row
    end
end

local function create_table(name, columns, ...)
    local t = setmetatable({columns = {}, has = {}, rows = {}, indexes = {}}, Table)
    for column in columns:gmatch("%a+") do
        t.columns[#t.columns + 1], t.has[column] = column, true
    end
    for _, column in ipairs {...} do t.indexes[column] = {} end
    database[name] = t
    return t
end

-- The tokenizer: a generator of kind and text ----------------------------------------------
local KEYWORDS = {}
for word in ([[select from where join on group by having order desc limit as
               and or not in like]]):gmatch("%a+") do
    KEYWORDS[word] = true
end
local TOKENS = {{"^([%a_][%w_]*)()", "name"}, {"^(%d+%.?%d*)()", "number"},
                {"^'([^']*)'()", "string"}, {"^([<>!]=)()"}, {"^([-+*/%%=<>(),.])()"}}

local function tokens_of(text)
    return coroutine.wrap(function()
        local at = text:match("^%s*()")
        ::next::
        for _, rule in ipairs(TOKENS) do
            local word, after = text:match(rule[1], at)
            if word then
                if rule[2] == "name" then word = word:lower() end
                coroutine.yield(not KEYWORDS[word] and rule[2] or word, word)
                at = text:match("^%s*()", after)
                goto next
            end
        end
        coroutine.yield(at > #text and "end" or "unknown", at > #text and "the end" or text:sub(at))
    end)
end

-- The parser: the tree of an expression is made of tables with an op ------------------------
local POWERS = {["or"] = 1, ["and"] = 2, ["="] = 3, ["!="] = 3, ["<"] = 3, ["<="] = 3, [">"] = 3,
                [">="] = 3, ["in"] = 3, like = 3, ["+"] = 4, ["-"] = 4, ["*"] = 5, ["/"] = 5,
                ["%"] = 5}
local AGGREGATES = {count = true, sum = true, avg = true, min = true, max = true}

local function parse(text)
    local following = tokens_of(text)
    local kind, word = following()
    local function take(wanted)         -- returns the token's word if the token is wanted
        local taken = word
        if kind ~= wanted then return nil end
        kind, word = following()
        return taken
    end
    local function need(wanted, ...)    -- passes on what was parsed before it
        local taken = take(wanted) or fail("expected %s, got %s", wanted, word)
        if select("#", ...) > 0 then return ... end
        return taken
    end
    local function list_of(item)
        local list = {}
        repeat list[#list + 1] = item() until not take(",")
        return list
    end
    local expression
    local function primary()
        if kind == "number" then return {op = "constant", value = tonumber(take "number")} end
        if kind == "string" then return {op = "constant", value = take "string"} end
        if take "not" then return {op = "not", expression(2)} end
        if take "(" then return need(")", expression(0)) end
        local name = need "name"
        if AGGREGATES[name] and take "(" then
            local argument = not take "*" and expression(0) or nil
            return need(")", {op = "aggregate", name = name, argument})
        end
        return {op = "column", name = take "." and name .. "." .. need "name" or name}
    end
    function expression(least)
        local left = primary()
        while (POWERS[kind] or 0) > least do
            local op = take(kind)
            if op == "in" then
                local list, value = need "(" and list_of(primary), left
                left = need(")", {op = "=", value, list[1]})
                for i = 2, #list do left = {op = "or", left, {op = "=", value, list[i]}} end
            else
                left = {op = op, left, expression(POWERS[op])}
            end
        end
        return left
    end
    local function source()
        local name = need "name"
        return {table = database[name] or fail("no table %s", name), alias = take "name" or name}
    end
    need "select"
    local query = {sources = {}}
    query.items = list_of(function()
        local node = expression(0)
        return {node = node, title = take "as" and need "name" or node.name or "?"}
    end)
    need "from"
    query.sources[1] = source()
    while take "join" do
        local joined = source()
        query.sources[#query.sources + 1] = joined
        joined.on = need "on" and expression(0)
    end
    query.where = take "where" and expression(0)
    query.group = take "group" and need "by" and list_of(function() return expression(0) end)
    query.having = take "having" and expression(0)
    query.order = take "order" and need "by" and list_of(function()
        return {node = expression(0), descending = take "desc"}
    end)
    query.limit = take "limit" and tonumber(need "number")
    need "end"
    return query
end

-- The compiler: a tree becomes a closure over the bindings (alias -> row) -------------------
local WILD = {["%"] = ".*", _ = "."}
local OPERATORS = {like = function(a, b)
    return a:find("^" .. b:gsub("%W", function(c) return WILD[c] or "%" .. c end) .. "$") ~= nil
end}
for op in ("+ - * / % < <= > >= ="):gmatch("%S+") do
    local code = ("local a, b = ... return a %s b"):format(op == "=" and "==" or op)
    OPERATORS[op] = assert(load(code, "=operator", "t", {}))
end
OPERATORS["!="] = function(a, b) return a ~= b end

local function resolve(name, sources)
    local alias, column = name:match("^(.-)%.(.*)$")
    local found
    for _, source in ipairs(sources) do
        if source.table.has[column or name] and (alias or source.alias) == source.alias then
            if found then fail("ambiguous column %s", name) end
            found = source.alias
        end
    end
    return found or fail("no column %s", name), column or name
end

-- What must be aggregated is appended to `aggregates`; its value is at that place of a group.
local function compile(node, sources, aggregates)
    local op, parts = node.op, {}
    if op == "constant" then
        return function() return node.value end
    elseif op == "column" then
        local alias, column = resolve(node.name, sources)
        return function(x) return x[alias][column] end
    elseif op == "aggregate" then
        local slot = #(aggregates or fail("misplaced %s", node.name)) + 1
        local argument = node[1] and compile(node[1], sources)
        aggregates[slot] = {argument = argument or function() return 1 end,
                            combine = math[node.name] or OPERATORS["+"]}  -- min, max or a sum
        return function(x) return node.name == "avg" and x[slot] / x.count or x[slot] end
    end
    for i, part in ipairs(node) do parts[i] = compile(part, sources, aggregates) end
    local a, b = parts[1], parts[2]
    if op == "and" then return function(x) return a(x) and b(x) end end
    if op == "or" then return function(x) return a(x) or b(x) end end
    if op == "not" then return function(x) return not a(x) end end
    return function(x) return OPERATORS[op](a(x), b(x)) end
end

-- The pipeline: each stage is a function that returns the next bindings, or nil -------------

-- Looks for `column = expression` with an index; the expression may use the known sources.
local function find_probe(node, source, known)
    if not node then return nil end
    if node.op == "and" then
        local index, key = find_probe(node[1], source, known)
        if index then return index, key end
        return find_probe(node[2], source, known)
    end
    for i = 1, node.op == "=" and 2 or 0 do
        local found, _, column = pcall(resolve, node[i].name or "", {source})
        local usable, key = pcall(compile, node[3 - i], known)
        local index = found and usable and source.table.indexes[column]
        if index then return index, key end
    end
end

-- All combinations of the input with a row of the source. Inner bindings inherit the outer.
local function combine(input, source, index, key)
    return coroutine.wrap(function()
        for outer in input do
            local rows = index and (index[key(outer)] or {}) or source.table.rows
            for _, row in ipairs(rows) do
                coroutine.yield(setmetatable({[source.alias] = row}, {__index = outer}))
            end
        end
    end)
end

local function filter(input, predicate)
    return predicate and function()
        for bindings in input do
            if predicate(bindings) then return bindings end
        end
    end or input
end

local function group(input, keys, aggregates)
    local groups, of_name = {}, {}
    for bindings in input do
        local values = {}
        for i, key in ipairs(keys) do values[i] = key(bindings) end
        local name = table.concat(values, "\0")
        local g = of_name[name] or setmetatable({count = 0}, {__index = bindings})
        if g.count == 0 then of_name[name], groups[#groups + 1] = g, g end
        g.count = g.count + 1
        for i, aggregate in ipairs(aggregates) do
            local value = aggregate.argument(bindings)
            g[i] = g.count == 1 and value or aggregate.combine(g[i], value)
        end
    end
    return groups
end

local function rows_of(list)
    local i = 0
    return function() i = i + 1 return list[i] end
end

local function order(input, keys)
    local rows = {}
    for bindings in input do
        local row = {bindings = bindings, number = #rows}
        for i, key in ipairs(keys) do row[i] = key.value(bindings) end
        rows[#rows + 1] = row
    end
    table.sort(rows, function(a, b)
        for i, key in ipairs(keys) do
            if a[i] ~= b[i] then return (a[i] < b[i]) == not key.descending end
        end
        return a.number < b.number
    end)
    for i, row in ipairs(rows) do rows[i] = row.bindings end
    return rows
end

local open_cursors = 0
-- For a generic for. Behind its four values come the titles and the plan.
local function each(text)
    local query, known, plan, aggregates = parse(text), {}, {}, {}
    local input, columns, titles = rows_of {{}}, {}, {}
    for i, source in ipairs(query.sources) do
        local index, key = find_probe(source.on or query.where, source, known)
        plan[i] = (index and "probe " or "scan ") .. source.alias
        known[i] = source
        input = combine(input, source, index, key)
        input = filter(input, source.on and compile(source.on, known))
    end
    input = filter(input, query.where and compile(query.where, known))
    for i, item in ipairs(query.items) do
        columns[i], titles[i] = compile(item.node, known, aggregates), item.title
        columns[item.title] = columns[item.title] or columns[i]
    end
    for _, key in ipairs(query.order or {}) do
        key.value = columns[key.node.name] or compile(key.node, known, aggregates)
    end
    local having = query.having and compile(query.having, known, aggregates)
    if query.group or #aggregates > 0 then
        local keys = {}
        for i, node in ipairs(query.group or {}) do keys[i] = compile(node, known) end
        input = rows_of(group(input, keys, aggregates))
    end
    input = filter(input, having)
    if query.order then input = rows_of(order(input, query.order)) end

    local left = query.limit or math.huge
    local function next_row()
        local bindings = left > 0 and input()
        if not bindings then return nil end
        left = left - 1
        local row = {}
        for i, column in ipairs(columns) do row[i] = column(bindings) end
        return row
    end
    open_cursors = open_cursors + 1
    local cursor = setmetatable({}, {__close = function() open_cursors = open_cursors - 1 end})
    return next_row, nil, nil, cursor, titles, plan
end

-- A shop, and questions to it ----------------------------------------------------------------
local seed = 99
local function random(n)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 12) % n + 1
end

local people = create_table("people", "id name city age", "id")
local products = create_table("products", "id title kind cents", "id")
local orders = create_table("orders", "id person product amount", "person")
local CITIES, NAMES = {"Oslo", "Rome", "Bern", "Kyiv"}, {"Ada", "Bo", "Cy", "Dora", "Eli", "Flo"}
for id = 1, 20 * scale do
    people(id, NAMES[random(#NAMES)] .. id, CITIES[random(#CITIES)], 17 + random(60))
end
for i, title in ipairs {"pen", "pot", "pad", "tea", "tap", "ink"} do
    products(i, title, i % 2 == 0 and "home" or "desk", random(900))
end
local function sell(count)
    for _ = 1, count do orders(#orders + 1, random(#people), random(#products), random(9)) end
end
sell(60 * scale)

local QUERIES = {
    "SELECT name, age FROM people WHERE city = 'Rome' AND age >= 40 ORDER BY age DESC, name",
    "SELECT title, cents * 2 + 1 AS double FROM products WHERE title LIKE 'p%' OR title LIKE '_a_'",
    "SELECT city, count(*) AS n, avg(age) AS mean FROM people GROUP BY city ORDER BY n, city",
    [[SELECT p.name, o.amount, t.title FROM people p JOIN orders o ON o.person = p.id
      JOIN products t ON t.id = o.product WHERE p.id = 7 ORDER BY o.amount DESC LIMIT 3]],
    [[SELECT t.kind, p.city, sum(o.amount * t.cents) AS cents FROM orders o
      JOIN people p ON p.id = o.person JOIN products t ON o.product = t.id
      GROUP BY t.kind, p.city HAVING count(*) > 6 ORDER BY cents DESC]],
    "SELECT min(age), max(age), count(*) FROM people WHERE NOT city IN ('Oslo', 'Kyiv')",
}

local function show(text)
    local next_row, _, _, cursor <close>, titles, plan = each(text)
    local lines = {}
    for row in next_row do
        for i, value in ipairs(row) do
            row[i] = math.type(value) == "float" and ("%.1f"):format(value) or value
        end
        lines[#lines + 1] = table.concat(row, " ")
    end
    print(table.concat(plan, ", ") .. ": " .. table.concat(titles, ", "))
    print("  " .. table.concat(lines, "; "))
end
for _, text in ipairs(QUERIES) do show(text) end
-- expect: scan people: name, age
-- expect:   Cy14 70; Bo3 57; Cy10 51; Flo7 40
-- expect: scan products: title, double
-- expect:   pen 1163; pot 1357; pad 793; tap 1413
-- expect: scan people: city, n, mean
-- expect:   Kyiv 4 43.5; Rome 4 54.5; Oslo 5 60.2; Bern 7 55.1
-- expect: probe p, probe o, probe t: p.name, o.amount, t.title
-- expect:   Flo7 9 pot; Flo7 5 tea; Flo7 3 pen
-- expect: scan o, probe p, probe t: t.kind, p.city, cents
-- expect:   desk Rome 30865; desk Bern 26629; home Bern 26611
-- expect: scan people: min, max, count
-- expect:   37 70 11
for _, text in ipairs {"SELECT nothing FROM people", "SELECT id FROM people p JOIN orders o ON 1",
                       "SELECT age FROM people WHERE age > ?"} do
    print(select(2, pcall(each, text)))
end
-- expect: no column nothing
-- expect: ambiguous column id
-- expect: expected name, got ?
for row in each "SELECT name FROM people" do
    print(row[1], open_cursors) -- expect: Eli1	1
    break
end
print(open_cursors) -- expect: 0

-- Each day brings orders, and the same questions again.
local checksum, answers = 0, 0
for _ = 1, 2 * scale do
    sell(5)
    for _, text in ipairs(QUERIES) do
        for row in each(text) do
            answers = answers + 1
            for _, value in ipairs(row) do
                value = (tonumber(value) or #value) // 1 | 0
                checksum = (checksum * 33 + value) & 0xffffffff
            end
        end
    end
end
print(#orders, answers, ("%08x"):format(checksum), open_cursors) -- expect: 70	42	e7e26bc3	0
