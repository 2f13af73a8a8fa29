-- Makes a program that fails smaller, for people to read: drops operations one by one,
-- as long as the program still fails.

local function without(program, name, index)
  local smaller = setmetatable({ scripts = {} }, { __index = program })
  for each, script in pairs(program.scripts) do smaller.scripts[each] = script end
  local script = table.move(program.scripts[name], 1, #program.scripts[name], 1, {})
  table.remove(script, index)
  smaller.scripts[name] = script
  return smaller
end

-- The smallest program that was found of which `fails(program)` is true.
return function(program, fails)
  local has_changed
  repeat
    has_changed = false
    for _, name in ipairs(program.tasklets) do
      for index = #program.scripts[name], 1, -1 do
        local smaller = without(program, name, index)
        if fails(smaller) then program, has_changed = smaller, true end
      end
    end
  until not has_changed
  return program
end
