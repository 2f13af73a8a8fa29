-- The text of a trace. Both sides, the model and the real tasklets, write with this, so
-- that equal histories are equal lists of lines:
--
--   t1: c1:send(7) -> nil | ring t1 main | main A--S, t1 A--S, t2 A-BS send | c1 1/2 t2
--
-- Who did what, and what it returned (->) or raised (!). Then, at that instant: the
-- ring, the current tasklet first; each tasklet's fields Alive, Paused, Blocked,
-- Scheduled, what it waits for, and the error it died of; each channel's balance, how
-- many values are in its buffer, if it is closing, and the tasklets in its queue.

local trace = {}

-- "c1:send(7)"; without `nil` where it says nothing.
local function call(object, method, ...)
  local words = {}
  for i = 1, select("#", ...) do
    local word = select(i, ...)
    if word ~= nil then words[#words + 1] = tostring(word) end
  end
  return ("%s%s(%s)"):format(object, method, table.concat(words, ", "))
end

-- "select{c1, {c2, send, 7.1}}"
local function select_text(o)
  local texts = {}
  for i, case in ipairs(o.cases) do
    texts[i] = case.what == "send" and ("{%s, send, %s}"):format(case.on, case.value) or
      case.is_short and case.on or ("{%s, receive}"):format(case.on)
  end
  return ("select({%s}%s)"):format(table.concat(texts, ", "), o.timeout and ", 0" or "")
end

local function assignment(o) -- "set_name" sets the field "name"
  return ("%s.%s = %s"):format(o.on, o.what:sub(5), o.value)
end

local TEXTS = {
  send = function(o) return call(o.on, ":send", tostring(o.value), o.timeout) end,
  try_send = function(o) return call(o.on, ":try_send", tostring(o.value)) end,
  select = select_text,
  iterate = function(o) return "for v in " .. o.on end,
  set_preference = assignment,
  set_schedule_all = assignment,
  set_tempval = assignment,
  set_priority = assignment,
  set_block_trap = assignment,
  spawn = function(o) return o.on .. ":bind(f):setup()" end,
  bind = function(o) return call(o.on, ":bind", "f") end,
  bind_with_arguments = function(o) return call(o.on, ":bind", "f", 1) end,
  unbind = function(o) return call(o.on, ":bind") end,
  kill = function(o) return call(o.on, ":kill", o.pending or nil) end,
  throw = function(o) return call(o.on, ":throw", o.value, o.pending or nil) end,
  sleep_nothing = function() return "tasklet.sleep(0)" end,
  run_others = function() return "tasklet.run()" end,
  run_with_budget = function() return "tasklet.run{budget}" end,
  spin = function() return "spin()" end,
  fail = function(o) return call("", "error", o.value) end,
  leave = function() return "return" end,
}

function trace.operation(operation)
  local text = TEXTS[operation.what]
  if text then return text(operation) end
  local object = operation.on and operation.on .. ":" or "tasklet."
  return call(object, operation.what, operation.value, operation.timeout)
end

function trace.result(is_error, result)
  return (is_error and "! " or "-> ") .. tostring(result)
end

-- "A--S" and the like
function trace.tasklet(name, alive, paused, blocked, scheduled, waits_for, error)
  return name .. " " .. (alive and "A" or "-") .. (paused and "P" or "-") ..
    (blocked and "B" or "-") .. (scheduled and "S" or "-") ..
    (waits_for and " " .. waits_for or "") .. (error and " " .. tostring(error) or "")
end

function trace.channel(name, balance, count, closing, waiting)
  local text = name .. " " .. balance .. "/" .. count .. (closing and " closing" or "")
  return #waiting > 0 and text .. " " .. table.concat(waiting, " ") or text
end

function trace.line(name, did, result, ring, tasklets, channels)
  return ("%s: %s %s | ring %s | %s | %s"):format(name, did, result,
    table.concat(ring, " "), table.concat(tasklets, ", "), table.concat(channels, ", "))
end

local function full_text(operation)
  local text, guard = trace.operation(operation), operation.guard
  if guard then text = text .. ", guarded by " .. trace.operation(guard) end
  if operation.inside then text = text .. ", inside " .. operation.inside end
  if operation.protected then text = text .. ", protected" end
  return text
end

-- The whole program, for people.
function trace.program(program)
  local lines = {}
  for _, name in ipairs(program.channels) do
    lines[#lines + 1] = ("%s = channel.new(%d)"):format(name, program.capacities[name])
  end
  for _, what in ipairs { "schedule_callback", "channel_callback" } do
    if program[what] then lines[#lines + 1] = what .. " " .. program[what] end
  end
  for _, name in ipairs(program.tasklets) do
    local script = program.scripts[name]
    if #script > 0 then lines[#lines + 1] = name .. ":" end
    for _, operation in ipairs(script) do
      lines[#lines + 1] = "  " .. full_text(operation)
    end
  end
  return table.concat(lines, "\n")
end

return trace
