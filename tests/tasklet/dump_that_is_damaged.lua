-- a damaged dump is refused, whatever byte it is: nothing else happens
-- torture: 100003
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
local t = tasklet.new(function(x) local y <close> = nil ch:send{x, y} end)
t("x")
tasklet.schedule()
local dump = tasklet.dump(t)
local count = tasklet.count()
local wrong = 0
for i = 1, #dump do
  local byte = string.char(dump:byte(i) ~ (1 << i % 8))
  local ok = pcall(tasklet.load, dump:sub(1, i - 1) .. byte .. dump:sub(i + 1))
  if ok then wrong = wrong + 1 end
end
for i = 0, #dump - 1, 7 do
  if pcall(tasklet.load, dump:sub(1, i)) then wrong = wrong + 1 end
end
if pcall(tasklet.load, dump .. "\0") then wrong = wrong + 1 end
print(wrong, count == tasklet.count(), #dump > 100) -- expect: 0	true	true
print(tasklet.load(dump).channel:receive()[1]) -- expect: x
local other = dump:sub(1, 6) .. "\2" .. dump:sub(8)
print(pcall(tasklet.load, other)) -- expect: false	cannot load: dump: its checksum is wrong
print(pcall(tasklet.load, string.dump(print == 1 and print or function() end)))
-- expect: false	cannot load: it is not a dump
print(pcall(tasklet.load, 12)) -- expect: false	cannot load: it is not a dump
print(pcall(tasklet.load)) -- expect: false	bad argument #1 to 'tasklet.load' (string expected, got no value)
t:kill()
