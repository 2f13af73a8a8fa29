-- A spreadsheet with formulas.
--
-- A formula is translated to Lua and loaded with an environment in which A1 is the value of
-- that cell. The cells that it reads are known, so a change is followed by the recalculation
-- of just what depends on it, each cell once, in topological order; what is left over then
-- waits for itself: a cycle. Changes can be collected, watched and undone.
--
-- Shows: load with environments, error objects, to-be-closed variables, coroutines, closures.
-- usage: spreadsheet.lua [SCALE]    the number and the length of the loan plans grow with it
-- torture: 12

local scale = tonumber((...)) or 1

-- Names of cells ----------------------------------------------------------------------------
local function letters_of(column)
    local letters = ""
    while column > 0 do
        column = column - 1
        letters = string.char(65 + column % 26) .. letters
        column = column // 26
    end
    return letters
end

local function column_of(letters)
    local column = 0
    for _, byte in ipairs {letters:byte(1, -1)} do column = column * 26 + byte - 64 end
    return column
end

-- Iterates over the names of a rectangle such as A1:C3, row by row.
local function cells_in(area)
    local left, top, right, bottom = area:match("^(%u+)(%d+):(%u+)(%d+)$")
    left, right = column_of(left), column_of(right)
    local column, row = left - 1, tonumber(top)
    return function()
        column = column + 1
        if column > right then column, row = left, row + 1 end
        if row <= tonumber(bottom) then return letters_of(column) .. row, column, row end
    end
end

-- Errors: a cell without a value has one of these -------------------------------------------
local Failure = {__tostring = function(self) return self.code end}
local failures = setmetatable({}, {__index = function(known, code)
    known[code] = setmetatable({code = code}, Failure)
    return known[code]
end})

local function is_failure(x) return getmetatable(x) == Failure end

-- The functions of formulas; a range comes as a table of values -----------------------------
local functions = {}

-- All numbers among the arguments and in the ranges among them.
local function numbers_of(...)
    local numbers = {}
    for _, argument in ipairs {...} do
        for _, x in ipairs(type(argument) == "table" and argument or {argument}) do
            if math.type(x) then numbers[#numbers + 1] = x end
        end
    end
    return numbers
end

function functions.SUM(...)
    local sum = 0
    for _, x in ipairs(numbers_of(...)) do sum = sum + x end
    return sum
end

function functions.COUNT(...) return #numbers_of(...) end
function functions.AVERAGE(...) return functions.SUM(...) / functions.COUNT(...) end
function functions.MIN(...) return math.min(table.unpack(numbers_of(...))) end
function functions.MAX(...) return math.max(table.unpack(numbers_of(...))) end
function functions.IF(condition, yes, no) return condition and yes or not condition and no end
function functions.ROUND(x, digits)
    local unit = 10 ^ (digits or 0)
    return math.floor(x * unit + 0.5) / unit
end
function functions.LOOKUP(wanted, keys, values)
    for i, key in ipairs(keys) do
        if key == wanted then return values[i] end
    end
    error(failures["#N/A"])
end

-- Formulas: from the text to Lua, with the set of the cells that are read -------------------
local RULES = {
    {'^"[^"\\]*"'},
    {"^%$?%u+%$?%d+:%$?%u+%$?%d+", function(text, inputs)
        local area = text:gsub("%$", "")
        for name in cells_in(area) do inputs[name] = true end
        return ("range %q"):format(area)
    end},
    {"^%$?%u+%$?%d+", function(text, inputs)
        local name = text:gsub("%$", "")
        inputs[name] = true
        return name
    end},
    {"^%u+", function(text) return functions[text] and text or error(failures["#NAME?"]) end},
    {"^%d+%.?%d*"},
    {"^<>", function() return "~=" end}, {"^[<>]=?"}, {"^=", function() return "==" end},
    {"^&", function() return ".." end}, {"^[-+*/^(),]"},
}

local function translate(text)
    local code, inputs, at = {}, {}, 2
    while at <= #text do
        at = text:match("^%s*()", at)
        for _, rule in ipairs(RULES) do
            local from, to = text:find(rule[1], at)
            if from then
                local token = text:sub(from, to)
                code[#code + 1] = rule[2] and rule[2](token, inputs) or token
                at = to + 1
                goto next
            end
        end
        if at <= #text then error(failures["#SYNTAX!"]) end
        ::next::
    end
    return table.concat(code, " "), inputs
end

-- The text of a formula for another place: references without $ move along.
local function moved(text, columns, rows)
    if text:sub(1, 1) ~= "=" then return text end
    return (text:gsub("(%$?)(%u+)(%$?)(%d+)", function(fixed_column, column, fixed_row, row)
        if fixed_column == "" then column = letters_of(column_of(column) + columns) end
        if fixed_row == "" then row = row + rows end
        return fixed_column .. column .. fixed_row .. row
    end))
end

-- The sheet ---------------------------------------------------------------------------------
local Sheet = {}
Sheet.__index = Sheet

local function new_sheet()
    local sheet = setmetatable({cells = {}, journal = {}, evaluations = 0}, Sheet)
    local environment = {range = function(area)
        local values = {}
        for name in cells_in(area) do
            local value = sheet:get(name)
            if is_failure(value) then error(value) end
            values[#values + 1] = value
        end
        return values
    end}
    for name, f in pairs(functions) do environment[name] = f end
    sheet.environment = setmetatable(environment, {__index = function(_, name)
        local value = sheet:get(name)
        if is_failure(value) then error(value) end
        return value or 0
    end})
    return sheet
end

-- The cell of a name. It exists from the first time that somebody asks for it.
function Sheet:cell(name)
    local cell = self.cells[name]
    if not cell then
        cell = {name = name, text = "", inputs = {}, readers = {}, watchers = {}}
        self.cells[name] = cell
    end
    return cell
end

function Sheet:get(name) return self:cell(name).value end

local function evaluate(sheet, cell)
    sheet.evaluations = sheet.evaluations + 1
    if not cell.formula then return cell.constant end
    local ok, value = pcall(cell.formula)
    if not ok then return is_failure(value) and value or failures["#VALUE!"] end
    local is_finite = not math.type(value) or value - value == 0
    return is_finite and value or failures["#DIV/0!"]
end

local function assign(cell, value)
    if cell.value == value then return end
    cell.value = value
    for _, watcher in ipairs(cell.watchers) do watcher(value) end
end

-- Computes anew what depends on the changed cells: a cell is ready when no input is waiting.
function Sheet:recalculate(changed)
    local affected, waiting = {}, {}
    local function visit(cell)
        if waiting[cell] then return end
        waiting[cell] = 0
        affected[#affected + 1] = cell
    end
    for _, cell in ipairs(changed) do visit(cell) end
    local i = 0
    while i < #affected do
        i = i + 1
        for reader in pairs(affected[i].readers) do
            visit(reader)
            waiting[reader] = waiting[reader] + 1
        end
    end
    local ready = {}
    for _, cell in ipairs(affected) do
        if waiting[cell] == 0 then ready[#ready + 1] = cell end
    end
    i = 0
    while i < #ready do
        i = i + 1
        local cell = ready[i]
        assign(cell, evaluate(self, cell))
        for reader in pairs(cell.readers) do
            waiting[reader] = waiting[reader] - 1
            if waiting[reader] == 0 then ready[#ready + 1] = reader end
        end
    end
    for _, cell in ipairs(affected) do
        if waiting[cell] > 0 then assign(cell, failures["#CYCLE!"]) end
    end
end

-- Gives a cell another text, which takes effect when it is recalculated.
function Sheet:set_text(cell, text)
    for input in pairs(cell.inputs) do self:cell(input).readers[cell] = nil end
    cell.text, cell.inputs, cell.formula, cell.constant = text, {}, nil, nil
    if text:sub(1, 1) == "=" then
        local ok, code, inputs = pcall(translate, text)
        cell.formula = ok and load("return " .. code, "=" .. cell.name, "t", self.environment)
        cell.constant = not ok and code or not cell.formula and failures["#SYNTAX!"] or nil
        cell.inputs = cell.formula and inputs or {}
    elseif text ~= "" then
        cell.constant = tonumber(text) or text
    end
    for input in pairs(cell.inputs) do self:cell(input).readers[cell] = true end
end

-- A place to assign texts to: what is assigned counts at the end of its scope, or not at all
-- if the scope ends by an error.
function Sheet:edit()
    local old, changed = {}, {}
    return setmetatable({}, {
        __newindex = function(_, name, text)
            local cell = self:cell(name)
            old[#old + 1], changed[#changed + 1] = {cell, cell.text}, cell
            self:set_text(cell, text)
        end,
        __close = function(_, problem)
            self.journal[#self.journal + 1] = old
            if problem then self:undo() else self:recalculate(changed) end
        end,
    })
end

function Sheet:undo()
    local old, changed = table.remove(self.journal), {}
    for i = #old, 1, -1 do
        self:set_text(table.unpack(old[i]))
        changed[#changed + 1] = old[i][1]
    end
    self:recalculate(changed)
end

function Sheet:fill(from, area)
    local edit <close> = self:edit()
    local text = self:cell(from).text
    local _, column, row = cells_in(from .. ":" .. from)()
    for name, to_column, to_row in cells_in(area) do
        edit[name] = moved(text, to_column - column, to_row - row)
    end
end

function Sheet:watch(name, watcher) table.insert(self:cell(name).watchers, watcher) end

local function shown(value)
    if math.type(value) == "float" then return ("%.2f"):format(value) end
    return tostring(value == nil and "-" or value)
end

function Sheet:show(area)
    local last_row, line
    for name, _, row in cells_in(area) do
        if last_row and row ~= last_row then print(table.concat(line, " | ")) end
        if row ~= last_row then last_row, line = row, {} end
        line[#line + 1] = shown(self:get(name))
    end
    print(table.concat(line, " | "))
end

-- An invoice: formulas, errors, a cycle, a watcher, undo ------------------------------------
local sheet = new_sheet()
do
    local edit <close> = sheet:edit()
    for i, item in ipairs {"pen 12 0.8", "pad 3 4.25", "lamp 1 29"} do
        edit["A" .. i], edit["B" .. i], edit["C" .. i] = item:match("(%S+) (%S+) (%S+)")
    end
    edit.D1 = "=B1 * C1"
    edit.A5, edit.D5 = "total", "=SUM(D1:D3) * (1 - $E$1 / 100)"
    edit.E1 = "10"
end
sheet:fill("D1", "D2:D3")
sheet:show("A1:D5")
-- expect: pen | 12 | 0.80 | 9.60
-- expect: pad | 3 | 4.25 | 12.75
-- expect: lamp | 1 | 29 | 29
-- expect: - | - | - | -
-- expect: total | - | - | 46.22
print(sheet:cell("D3").text, moved("=$A1+B$2*C$3*AZ9", 1, 2)) -- expect: =B3 * C3	=$A3+C$2*D$3*BA11

sheet:watch("D5", coroutine.wrap(function(value)
    local count = 1
    while true do
        print("change " .. count .. " of the total: " .. shown(value))
        value, count = coroutine.yield(), count + 1
    end
end))
local function change(name, text)
    local edit <close> = sheet:edit()
    edit[name] = text
end
change("B3", "2") -- expect: change 1 of the total: 72.31
change("C2", "four") -- expect: change 2 of the total: #VALUE!
sheet:undo() -- expect: change 3 of the total: 72.31
change("E1", "=D5") -- expect: change 4 of the total: #CYCLE!
change("E1", "=IF(B1 > 10, 20, 0)") -- expect: change 5 of the total: 64.28
print(pcall(function()
    local edit <close> = sheet:edit()
    edit.E1 = "50"
    error("not sold", 0)
end)) -- expect: false	not sold
print(#sheet.journal, shown(sheet:get("D5"))) -- expect: 5	64.28

do
    local edit <close> = sheet:edit()
    edit.G1, edit.G2, edit.G3, edit.G4 = "=1/0", "=G1+1", "=SUMM(A1)", "=(1"
    edit.H1, edit.H2 = '=LOOKUP("pad", A1:A3, C1:C3)', '=LOOKUP("ink", A1:A3, C1:C3)'
    edit.H3 = "=A1*2"
    edit.H4 = '=A1 & "s: " & IF(B1 <> 12, "many", COUNT(B1:C3)) & "/" & MAX(B1:B3, 7)'
    edit.I1, edit.I2, edit.I3, edit.I4 = "=I2", "=I3", "=I1+G1", "=ROUND(AVERAGE(C1:C3), 1)^2"
end
sheet:show("G1:I4")
-- expect: #DIV/0! | 4.25 | #CYCLE!
-- expect: #DIV/0! | #N/A | #CYCLE!
-- expect: #NAME? | #VALUE! | #CYCLE!
-- expect: #SYNTAX! | pens: 6/12 | 129.96

-- Loans: the rate at which a plan ends at zero is found by trying ---------------------------
local function plan_loan(months, sum, payment)
    local plan = new_sheet()
    do
        local edit <close> = plan:edit()
        edit.A1, edit.B1, edit.D1 = tostring(sum), tostring(payment), "0"
        edit.A2 = "=A1 - C2"                    -- the rest
        edit.B2 = "=A1 * $D$1 / 1200"           -- the interest of the month
        edit.C2 = "=$B$1 - B2"                  -- what is paid back
    end
    for _, column in ipairs {"A", "B", "C"} do
        plan:fill(column .. 2, column .. 3 .. ":" .. column .. months + 1)
    end
    local function rest_at(rate)
        do
            local edit <close> = plan:edit()
            edit.D1 = tostring(rate)
        end
        return plan:get("A" .. months + 1)
    end
    local low, high = 0, 50
    for _ = 1, 16 do
        local middle = (low + high) / 2
        if rest_at(middle) < 0 then low = middle else high = middle end
    end
    return low, plan.evaluations
end

local rates, evaluations = 0, 0
for loan = 1, 4 * scale do
    local months = 4 + 2 * scale
    local rate, count = plan_loan(months, 1000, 1000 // months + 3 + loan % 7)
    rates, evaluations = rates + rate, evaluations + count
    if loan <= 2 then print(("%d months: %.3f %%"):format(months, rate)) end
end
-- expect: 6 months: 6.824 %
-- expect: 6 months: 8.859 %
print(("%.3f %d"):format(rates, evaluations)) -- expect: 39.486 1336
