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

-- `difference` is what `compare(program)` gave. Gives the smallest program that was found,
-- and its difference. None is compared twice: a failure that depends on when the state
-- was saved may not come again.
return function(program, difference, compare)
  local has_changed
  repeat
    has_changed = false
    for _, name in ipairs(program.tasklets) do
      for index = #program.scripts[name], 1, -1 do
        local smaller = without(program, name, index)
        local found = compare(smaller)
        if found then program, difference, has_changed = smaller, found, true end
      end
    end
  until not has_changed
  return program, difference
end
