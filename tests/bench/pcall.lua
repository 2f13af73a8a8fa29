-- Protected calls: success, errors of every kind caught near and far, handlers,
-- clean-up by to-be-closed variables, and a small class of exceptions.
local counts = {}
local function note(name, n) counts[name] = (counts[name] or 0) + (n or 1) end

local Failure = {}
Failure.__index = Failure
function Failure.__tostring(failure) return failure.kind .. ": " .. failure.what end

function Failure.raise(kind, what)
  error(setmetatable({kind = kind, what = what}, Failure))
end

-- try(body, {kind = handler}): what no handler takes goes on to the next caller.
local function try(body, handlers)
  local ok, result = pcall(body)
  if ok then return result end
  local handler = getmetatable(result) == Failure and handlers[result.kind]
  if not handler then error(result, 0) end
  return handler(result)
end

local function checked(x)
  if x % 3 == 0 then Failure.raise("range", x) end
  if x % 5 == 0 then Failure.raise("unit", x) end
  if x % 7 == 0 then error("plain " .. x % 10, 0) end
  return x
end

local function exceptions(rounds)
  local on_range = {range = function(failure) note("range"); return -failure.what end}
  local on_unit = {unit = function(failure) note("unit"); return failure.what // 5 end}
  for i = 1, rounds do
    local ok, result = pcall(try, function()
      return try(function() return checked(i) end, on_range)
    end, on_unit)
    if ok then note("value", result) else note(result) end
  end
end

-- Errors that the language raises itself.
local faults = {
  function() return nil + 1 end,
  function() local t; return t.x end,
  function() return #5 end,
  function() return {} < {} end,
  function() local f = 5; return f() + 1 end,
  function() return "a" .. {} end,
  function() return 1 // 0 end,
  function() return tostring() end,
  function() return ("x"):rep(-1):bad() end,
  function() local t = {}; t[nil] = 1 end,
}

local function language_errors(rounds)
  for i = 1, rounds do
    local _, message = pcall(faults[i % #faults + 1])
    note("message", #message:match(":%d+: (.*)"))
  end
end

-- The error is caught far from where it is raised.
local function dive(depth, i)
  if depth == 0 then error(i) end
  local result = dive(depth - 1, i)
  return result + 1
end

local function deep(rounds)
  for i = 1, rounds do
    local ok, value = pcall(dive, i % 40, i)
    if not ok then note("deep", value) end
  end
end

-- Each level catches, adds to the error and raises it again.
local function relay(depth)
  if depth == 0 then error({trail = 0}) end
  local ok, problem = pcall(relay, depth - 1)
  if not ok then
    problem.trail = problem.trail + depth
    error(problem)
  end
end

local function relays(rounds)
  for i = 1, rounds do
    local _, problem = pcall(relay, i % 12)
    note("relay", problem.trail)
  end
end

local function handlers(rounds)
  local function handler(problem)
    return {problem = problem, handled = true}
  end
  for i = 1, rounds do
    local ok, value = xpcall(checked, handler, i)
    if ok then note("xpcall", value) else note("handled", value.handled and 1 or 0) end
  end
end

local function cleaned(i)
  local guard <close> = setmetatable({}, {__close = function(_, problem)
    note(problem and "closed by error" or "closed")
  end})
  return checked(i)
end

local function clean_up(rounds)
  for i = 1, rounds do pcall(cleaned, i) end
end

-- The common case: nothing goes wrong.
local function quiet(rounds)
  local add = function(a, b) return a + b end
  local sum = 0
  for i = 1, rounds do
    local _, value = pcall(add, i, 1)
    sum = sum + value
    sum = sum + select(2, xpcall(add, print, 1, i)) % 5
  end
  note("quiet", sum)
end

exceptions(100000)
language_errors(160000)
deep(50000)
relays(45000)
handlers(200000)
clean_up(100000)
quiet(800000)
local names = {}
for name in pairs(counts) do names[#names + 1] = name end
table.sort(names)
for i, name in ipairs(names) do names[i] = name .. "=" .. counts[name] end
print(table.concat(names, ", "))
for _, fault in ipairs(faults) do print((select(2, pcall(fault)):gsub("^.-:%d+: ", ""))) end
print(select(2, pcall(Failure.raise, "kind", "what")))
