-- Compares what real tasklets do with what the model says, in random programs:
--
--     spore run --ephemeral main.lua SEED COUNT
--
-- runs COUNT programs, made from SEED and the numbers after it. At the first one that
-- the model cannot explain it prints the smallest like it that it finds, both traces,
-- and ends with code 1.

local explain = require "explain"
local generate = require "generate"
local perform = require "perform"
local shrink = require "shrink"
local trace = require "trace"

-- nil if the model can explain what the tasklets do; else see explain.lua.
local function compare(program)
  local is_done, performed = pcall(perform, program)
  if not is_done then performed = { "main fails: " .. tostring(performed) } end
  return explain(program, performed)
end

local function print_trace(title, lines, last)
  print("\n" .. title)
  for i = 1, math.min(last, #lines) do print(("%4d  %s"):format(i, lines[i])) end
  if last > #lines then print("      (nothing more)") end
end

local function report(seed, program, difference)
  program, difference = shrink(program, difference, compare)
  print(("seed %d: the program does not do what the model says\n"):format(seed))
  print(trace.program(program))
  print_trace("the model", difference.expected, difference.at)
  print_trace("the tasklets", difference.performed, difference.at)
end

local first, count = math.tointeger(tonumber(arg[1])), math.tointeger(tonumber(arg[2]))
if not first or not count then
  io.stderr:write("usage: main.lua SEED COUNT\n")
  os.exit(64)
end
for seed = first, first + count - 1 do
  local program = generate.program(seed)
  local difference = compare(program)
  if difference then
    report(seed, program, difference)
    os.exit(1)
  end
end
print(("checked %d programs (seeds %d to %d): all agree"):format(count, first,
  first + count - 1))
