-- Looks for choices with which the model does what the tasklets have done. Which of
-- several possible cases a select takes, the model leaves open: it may be any of them.
-- Each line of a trace shows so much that a wrong choice is soon found out.

local follow = require "model"

local MOST_TRIES = 10000

-- The next choices in the order of a search that goes deep first; false: no others.
local function advance(choices)
  local last = choices[#choices]
  while last and last.index == last.count do
    choices[#choices] = nil
    last = choices[#choices]
  end
  if last then last.index = last.index + 1 end
  return last ~= nil
end

local function first_difference(expected, performed)
  for i = 1, math.max(#expected, #performed) do
    if expected[i] ~= performed[i] then return i end
  end
end

-- nil if there are such choices. Else the trace of the model that agrees longest, and
-- `at`, the number of the line where it does not.
return function(program, performed)
  local choices, best = {}, nil
  for _ = 1, MOST_TRIES do
    local expected = follow(program, choices, performed)
    local at = first_difference(expected, performed)
    if not at then return nil end
    if not best or at > best.at then best = { at = at, expected = expected } end
    if not advance(choices) then break end
  end
  best.performed = performed
  return best
end
