-- job.checkpoint() saves and says true; everything is as it was afterwards.
local job = require "job"
local t, sum = {1, 2, 3}, 0
local file = io.open("checkpoint.txt", "w")
for _, v in ipairs(t) do
    file:write(v, " ")
    assert(job.checkpoint())
    sum = sum + v
end
file:close()
print(sum, io.open("checkpoint.txt"):read("a")) -- expect: 6	1 2 3 
print(job.checkpoint()) -- expect: true
print(package.loaded.job == job, type(job.once)) -- expect: true	function
