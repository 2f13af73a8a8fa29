-- A job for the crash test: it changes old and new objects, compiles code, appends to
-- a file, and checkpoints after each of its steps. What it writes must not depend on
-- how often it was killed in between.
local job = require "job"
local path = ...
local out = assert(io.open(path, "w"))
local rows, functions = {}, {}
for step = 1, 12 do
  for i = 1, 400 do rows[#rows + 1] = {step = step, i = i, text = ("row %d.%d"):format(step, i)} end
  for i = 1, #rows, 97 do rows[i].i = rows[i].i + step end
  for i = step, #rows, 151 do rows[i] = {step = 0, i = 1, text = "new"} end
  functions[step] = assert(load("return function(x) return x * " .. step .. " end"))()
  local sum = 0
  for _, row in ipairs(rows) do sum = sum + row.i * row.step + #row.text end
  out:write(step, " ", sum, " ", functions[step](step), "\n")
  pcall(job.checkpoint)
end
for step, f in ipairs(functions) do out:write(f(1), " ", step, "\n") end
out:close()
