-- A long match lets others run: the budget of a slice holds inside it.
-- torture: 499
local tasklet = require "tasklet"
local text = ("a"):rep(40)
local matcher = tasklet(function()
    print(text:match("^a-a-a-a-a-b")) -- expect: nil
end)()
matcher.name = "matcher"
local slices = 0
while matcher.alive do
    local stopped = tasklet.run {budget = 10000}
    slices = slices + 1
    if stopped then stopped:insert() end
end
print(slices > 10) -- expect: true
