-- what permanents name is not in the dump; a load binds it to its own
local tasklet, channel = require "tasklet", require "channel"
local config, ch = {host = "a"}, channel.new()
local function helper() return "helper" end
local t = tasklet.new(function()
  tasklet.schedule_remove()
  print(config.host, helper(), ch.balance)
end)
t:setup()
tasklet.schedule()
local dump = tasklet.dump(t, {config = config, helper = helper, ["the channel"] = ch,
                              [1] = {}, text = "no object"})
local other = channel.new()
local u = tasklet.load(dump, {config = {host = "b"}, ["the channel"] = other,
                              helper = function() return "another one" end})
u:run() -- expect: b	another one	0
local function message(...) return (select(2, pcall(tasklet.load, ...)):gsub("^.-: ", "")) end
print(message(dump)) -- expect: dump: permanent 'config' is not there
print(message(dump, {config = ch})) -- expect: dump: permanent 'config' is of another type
print(message(dump, {config = 1})) -- expect: dump: permanent 'config' is not there
print(message(dump, {config = {}, helper = helper})) -- expect: dump: permanent 'the channel' is not there

-- a module of the program by the name that require knows it by
package.loaded.model = {version = 1}
local model = {require "model"}
dump = tasklet.dump(model, package.loaded)
package.loaded.model = {version = 2}
print(tasklet.load(dump, package.loaded)[1].version) -- expect: 2
