-- Makes a program from a seed: always the same one from the same seed.
--
--   program.tasklets   names, "main" first: { "main", "t1", "t2", … }
--   program.others     the same without "main", whose function cannot be replaced here
--   program.channels   names: { "c1", … }
--   program.capacities how many values fit into the buffer, for each channel's name
--   program.features   set of names: what else its scripts may contain, see KINDS
--   program.schedule_callback, program.channel_callback
--                      such a callback is installed, and writes lines of the trace;
--                      "yields": it ends with a yield
--   program.scripts    for each tasklet's name the list of operations that it performs
--
-- An operation is a table:
--
--   what         a name of operations.lua: "send", "kill", …
--   on           the name of the channel or tasklet it is called on, if any
--   value        what it hands over or raises: a number, a text, "exit" for tasklet.exit
--   timeout      of send, receive and select: 0 or nil
--   cases        of select: list of { what = "send" or "receive", on = , value = }, and
--                is_short: it is written as the channel alone
--   pending      of kill and throw: when its turn comes, not now
--   protected    an error it raises is caught, and the script goes on
--   inside       the kind of function inside of which it is performed, one of INSIDE; the
--                model does not care
--   guard        an operation that is performed when a to-be-closed variable around this
--                one is closed
--
-- Each tasklet performs each operation of its script at most once: if it ends and is set
-- up again, it goes on after the last one it began. So every program comes to its end.

local generate = {}

-- How often each operation is chosen, what it is called on, what value it takes, and
-- the feature that the program must have.
local KINDS = {
  { 14, "send", on = "channels", takes = "value", may_time_out = true },
  { 14, "receive", on = "channels", may_time_out = true },
  { 3, "send_exception", on = "channels", takes = "error", may_time_out = true },
  { 5, "iterate", on = "channels" },
  { 3, "try_send", on = "channels", takes = "value" },
  { 3, "try_receive", on = "channels" },
  { 14, "select", may_time_out = true, feature = "select" },
  { 2, "close", on = "channels" },
  { 2, "open", on = "channels" },
  { 3, "set_preference", on = "channels", takes = "preference" },
  { 1, "set_schedule_all", on = "channels", takes = "truth" },
  { 4, "schedule", takes = "nothing or value" },
  { 1, "sleep_nothing" },
  { 5, "schedule_remove", takes = "nothing or value" },
  { 5, "run_others" },
  { 3, "run_with_budget" },
  { 3, "spin" },
  { 6, "spawn", on = "others" },
  { 2, "bind", on = "others" },
  { 1, "bind_with_arguments", on = "others" },
  { 1, "unbind", on = "tasklets" },
  { 3, "setup", on = "tasklets" },
  { 6, "insert", on = "tasklets" },
  { 3, "remove", on = "tasklets" },
  { 4, "run", on = "tasklets" },
  { 4, "switch", on = "tasklets" },
  { 4, "kill", on = "tasklets", may_pend = true },
  { 4, "throw", on = "tasklets", takes = "error", may_pend = true },
  { 1, "raise", on = "tasklets", takes = "error" },
  { 3, "fail", takes = "error" },
  { 1, "leave" },
  { 4, "set_tempval", on = "tasklets", takes = "value" },
  { 8, "set_priority", on = "tasklets", takes = "priority", feature = "priorities" },
  { 4, "set_block_trap", on = "tasklets", takes = "truth", feature = "traps" },
}

local INSIDE = { "coroutine", "gsub", "metamethod", "iterator", "xpcall" }

local random = math.random
local function one_in(n) return random(n) == 1 end
local function choose(list) return list[random(#list)] end

local function kinds_for(features)
  local kinds, weight_of_all = {}, 0
  for _, kind in ipairs(KINDS) do
    if not kind.feature or features[kind.feature] then
      kinds[#kinds + 1] = kind
      weight_of_all = weight_of_all + kind[1]
    end
  end
  return kinds, weight_of_all
end

local function choose_kind(program)
  local at = random(program.weight_of_all)
  for _, kind in ipairs(program.kinds) do
    at = at - kind[1]
    if at <= 0 then return kind end
  end
end

-- `number` is new in each operation, so that every value can be told from the others.
local CHOOSE = {
  value = function(number)
    if one_in(12) then return nil end
    return one_in(12) and "exit" or number
  end,
  error = function(number) return one_in(4) and "exit" or "e" .. number end,
  preference = function() return random(-2, 2) end,
  priority = function() return random(-1, 1) end,
  truth = function() return one_in(2) end,
  ["nothing or value"] = function(number) if one_in(2) then return number end end,
}

local function new_cases(program, number)
  local cases = {}
  for i = 1, random(5) do
    local what = one_in(2) and "send" or "receive"
    cases[i] = { what = what, on = choose(program.channels),
      value = what == "send" and number + i / 10 or nil, is_short = one_in(2) }
  end
  return cases
end

local function new_operation(program)
  local kind = choose_kind(program)
  local names = program[kind.on]
  program.operation_count = program.operation_count + 1
  return {
    what = kind[2],
    on = names and choose(names),
    value = kind.takes and CHOOSE[kind.takes](program.operation_count),
    cases = kind[2] == "select" and new_cases(program, program.operation_count),
    timeout = kind.may_time_out and one_in(5) and 0 or nil,
    pending = kind.may_pend and one_in(3),
    protected = not one_in(4),
    inside = one_in(4) and choose(INSIDE),
  }
end

local function new_script(program, length)
  local script = {}
  for i = 1, length do
    script[i] = new_operation(program)
    local guard = one_in(8) and new_operation(program)
    if guard and guard.what ~= "leave" then script[i].guard = guard end
  end
  return script
end

-- The trap is set, and taken away some operations later; between them, at times, a
-- budget gets used up.
local function add_switch_trap(script)
  local from = random(#script)
  local to = random(from + 1, #script + 1)
  table.insert(script, to, { what = "switch_trap", value = -1, protected = true })
  if one_in(2) then table.insert(script, to, { what = "spin", protected = true }) end
  table.insert(script, from, { what = "switch_trap", value = 1, protected = true })
end

local function new_names(count, letter)
  local names = {}
  for i = 1, count do names[i] = letter .. i end
  return names
end

-- Main starts the others; at its end it runs until they have had their say. The harness
-- needs main to the end, so that its errors are all caught.
local function complete_main(program, script)
  for _, operation in ipairs(script) do operation.protected = true end
  for i = #program.others, 1, -1 do
    if not one_in(4) then
      local spawn = { what = "spawn", on = program.others[i], protected = true }
      table.insert(script, 1, spawn)
    end
  end
  for _ = 1, 4 do
    if program.features.traps then
      script[#script + 1] = { what = "clear_switch_trap", protected = true }
    end
    local what = one_in(3) and "run_with_budget" or "run_others"
    script[#script + 1] = { what = what, protected = true }
  end
end

local function new_capacities(names)
  local capacities = {}
  for _, name in ipairs(names) do capacities[name] = one_in(3) and random(3) or 0 end
  return capacities
end

local function new_callback() return one_in(6) and choose { "returns", "yields" } end

function generate.program(seed)
  math.randomseed(seed)
  local program = { scripts = {}, operation_count = 0 }
  program.others = new_names(random(1, 7), "t")
  program.tasklets = { "main", table.unpack(program.others) }
  program.channels = new_names(random(1, 3), "c")
  program.capacities = new_capacities(program.channels)
  program.features = { select = not one_in(3), priorities = one_in(3), traps = one_in(4) }
  program.schedule_callback, program.channel_callback = new_callback(), new_callback()
  program.kinds, program.weight_of_all = kinds_for(program.features)
  for _, name in ipairs(program.tasklets) do
    local script = new_script(program, random(2, 10))
    if program.features.traps and one_in(3) then add_switch_trap(script) end
    program.scripts[name] = script
  end
  complete_main(program, program.scripts.main)
  return program
end

return generate
