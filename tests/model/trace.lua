-- The text of a trace. Both sides, the model and the real tasklets, write with this, so
-- that equal histories are equal lists of lines:
--
--   t1: c1:send(7) -> nil | ring t1 main | main A--S, t1 A--S, t2 A-BS | c1 -1 t2
--
-- Who did what, and what it returned (->) or raised (!). Then, at that instant: the
-- ring, the current tasklet first; each tasklet's fields Alive, Paused, Blocked,
-- Scheduled and the error it died of; each channel's balance, if it is closing, and the
-- tasklets that wait there.

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

local TEXTS = {
  send = function(o) return call(o.on, ":send", tostring(o.value)) end,
  iterate = function(o) return "for v in " .. o.on end,
  set_preference = function(o) return ("%s.preference = %d"):format(o.on, o.value) end,
  set_schedule_all = function(o)
    return ("%s.schedule_all = %s"):format(o.on, o.value)
  end,
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
  return call(object, operation.what, operation.value)
end

function trace.result(is_error, result)
  return (is_error and "! " or "-> ") .. tostring(result)
end

-- "A--S" and the like
function trace.tasklet(name, alive, paused, blocked, scheduled, error)
  return name .. " " .. (alive and "A" or "-") .. (paused and "P" or "-") ..
    (blocked and "B" or "-") .. (scheduled and "S" or "-") ..
    (error and " " .. tostring(error) or "")
end

function trace.channel(name, balance, closing, waiting)
  local text = name .. " " .. balance .. (closing and " closing" or "")
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
