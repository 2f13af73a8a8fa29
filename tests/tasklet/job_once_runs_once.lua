-- job.once runs its function once per key and keeps all results; a failure is no result.
local job = require "job"
local count = 0
local function effect(...)
    count = count + 1
    return "result", nil, count, ...
end
print(job.once("key", effect, "argument")) -- expect: result	nil	1	argument
print(job.once("key", effect)) -- expect: result	nil	1	argument
print(job.once("other", effect)) -- expect: result	nil	2
print(count, select("#", job.once("none", function() end))) -- expect: 2	0
print(pcall(job.once, "bad", function() error("failed", 0) end)) -- expect: false	failed
print(job.once("bad", function() return "second try" end)) -- expect: second try
print(pcall(job.once, nil, effect)) -- expect: false	bad argument #1 to 'once' (value expected)
print(job.once(1, function() coroutine.wrap(function() end)() return job.checkpoint() end))
-- expect: true
