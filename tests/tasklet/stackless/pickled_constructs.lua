-- Stackless, test_pickle.TestPickledTasklets: dumped inside each construct, all copies go on alike.
local tasklet, channel = require "tasklet", require "channel"
local function same(got, expected)
    if got == expected then return end
    error(("got %s, expected %s"):format(tostring(got), tostring(expected)), 2)
end
local function case(name, body) -- in main, then in a coroutine of main; nothing may be left
    local got = "ok"
    for _, way in ipairs{body, coroutine.wrap(body)} do
        local ok, e = pcall(way)
        local hook = tasklet.get_error_handler() or tasklet.get_schedule_callback() or
            channel.get_channel_callback()
        local left = ("%d tasklets, %d runnable, trap %d, %s"):format(#tasklet.all(),
            tasklet.count(), tasklet.switch_trap(), hook)
        if not ok or left ~= "1 tasklets, 1 runnable, trap 0, nil" then got = ok and left or e end
    end
    print(name .. " " .. tostring(got))
end

-- Runs body(pause) as a tasklet, which stands still at each pause(v). There, at the start and at
-- the end it is dumped and loaded; the copies go on, and have to note the same as the first one.
local function run_copies(body)
    local log = {}
    local t = tasklet(function()
        body(function(v)
            log[#log + 1] = tostring(v)
            tasklet.schedule_remove()
        end)
        log[#log + 1] = "end"
    end)()
    t:remove()
    local dumps = {tasklet.dump{t, log}}
    while t.alive do
        t:run()
        dumps[#dumps + 1] = tasklet.dump{t, log}
    end
    local expected = table.concat(log, " ")
    for i, bytes in ipairs(dumps) do
        local copy, its_log = table.unpack(tasklet.load(bytes))
        same(#its_log, i - 1)
        while copy.alive do copy:run() end
        same(table.concat(its_log, " "), expected)
    end
    same(table.concat(log, " "), expected)
    return expected
end

case("testGenerator", function()
    same(run_copies(function(pause)
        local function count(n) for i = 1, n do coroutine.yield(i) end end
        local values = coroutine.wrap(count)
        for i in function() return values(4) end do pause(i) end
    end), "1 2 3 4 end")
end) -- expect: testGenerator ok

case("testList", function()
    same(run_copies(function(pause)
        for _, v in ipairs{"a", "b", "c"} do pause(v) end
    end), "a b c end")
end) -- expect: testList ok

case("testXrange", function()
    same(run_copies(function(pause)
        for i = 10, 4, -3 do pause(i) end
        for x = 1.0, 2.0, 0.5 do pause(x) end
    end), "10 7 4 1.0 1.5 2.0 end")
end) -- expect: testXrange ok

case("testXrangeExhausted", function()
    same(run_copies(function(pause)
        for i = 1, 2 do pause(i) end
        for i = 1, 0 do pause(i) end
        pause("after")
    end), "1 2 after end")
end) -- expect: testXrangeExhausted ok

case("testRecursive", function()
    same(run_copies(function(pause)
        local function deep(n)
            if n == 0 then return 0 end
            if n % 4 == 0 then pause(n) end
            return 1 + deep(n - 1)
        end
        pause(deep(13))
    end), "12 8 4 13 end")
end) -- expect: testRecursive ok

case("testDictIterkeys", function()
    run_copies(function(pause)
        for k in pairs{a = 1, b = 2, [3.5] = 3, [true] = 4} do pause(k) end
    end)
end) -- expect: testDictIterkeys ok

case("testDictItervalues", function()
    run_copies(function(pause)
        for _, v in pairs{a = 1, b = 2, c = 3} do pause(v) end
    end)
end) -- expect: testDictItervalues ok

case("testDictIteritems", function()
    run_copies(function(pause)
        for k, v in next, {a = "x", b = "y", 1, 2} do pause(k .. "=" .. v) end
    end)
end) -- expect: testDictIteritems ok

case("testSet", function()
    run_copies(function(pause)
        local set = {[1] = true, [2] = true, three = true}
        for k in pairs(set) do
            pause(k)
            set[k] = nil
        end
        pause(next(set))
    end)
end) -- expect: testSet ok

case("testEnumerate", function()
    same(run_copies(function(pause)
        local function enumerate(list)
            local i = 0
            return function()
                i = i + 1
                if list[i] then return i, list[i] end
            end
        end
        for i, v in enumerate{"a", "b"} do pause(i .. v) end
    end), "1a 2b end")
end) -- expect: testEnumerate ok

case("testTuple", function()
    same(run_copies(function(pause)
        local function all(...)
            for i = 1, select("#", ...) do pause((select(i, ...))) end
        end
        all("a", nil, "c")
    end), "a nil c end")
end) -- expect: testTuple ok

case("testGeneratorScheduling", function()
    same(run_copies(function(pause)
        local values = coroutine.wrap(function()
            for i = 1, 3 do
                pause("inside " .. i)
                coroutine.yield(i)
            end
        end)
        for i in values do pause(i) end
    end), "inside 1 1 inside 2 2 inside 3 3 end")
end) -- expect: testGeneratorScheduling ok

case("testRecursiveLambda", function()
    same(run_copies(function(pause)
        local function fix(f)
            return (function(x) return x(x) end)(function(x)
                return f(function(v) return x(x)(v) end)
            end)
        end
        local factorial = fix(function(again)
            return function(n)
                pause(n)
                return n == 0 and 1 or n * again(n - 1)
            end
        end)
        pause(factorial(3))
    end), "3 2 1 0 6 end")
end) -- expect: testRecursiveLambda ok

case("testRecursiveEmbedded", function()
    same(run_copies(function(pause)
        local function outer(n)
            local function inner(m)
                pause(n .. m)
                if m > 0 then return inner(m - 1) + 1 end
                return n
            end
            return inner(n)
        end
        pause(outer(2))
    end), "22 21 20 4 end")
end) -- expect: testRecursiveEmbedded ok

case("testCell", function()
    same(run_copies(function(pause)
        local n = 0
        local function up() n = n + 1 end
        local function get() return n end
        for _ = 1, 3 do
            up()
            pause(get())
        end
    end), "1 2 3 end")
end) -- expect: testCell ok

case("test__init__", function()
    same(run_copies(function(pause)
        local class = setmetatable({}, {__call = function(class, v)
            local o = setmetatable({}, class)
            pause("begin " .. v)
            o.v = v
            return o
        end})
        class.__index = function(o, k)
            pause("asked " .. k)
            return o.v
        end
        class.__add = function(a, b)
            pause "adds"
            return a.v + b.v
        end
        pause(class(1).other + (class(2) + class(3)))
    end), "begin 1 asked other begin 2 begin 3 adds 6 end")
end) -- expect: test__init__ ok

-- Inside functions of the library, which no Stackless could save.
case("library calls", function()
    same(run_copies(function(pause)
        local sorted = {3, 1, 2}
        table.sort(sorted, function(a, b)
            pause "compares"
            return a < b
        end)
        pause((table.concat(sorted)))
        pause((("a b"):gsub("%a", function(c)
            pause(c)
            return c:upper()
        end)))
    end):match("123.*"), "123 a b A B end")
end) -- expect: library calls ok

case("testClassPersistence", function()
    local class = {}
    class.__index = class
    function class:name() return "of the class" end
    local t = tasklet(function(o)
        tasklet.schedule_remove()
        o.seen = o:name()
    end)
    local o = setmetatable({}, class)
    t(o)
    tasklet.run()
    local copy, its_o, its_class = table.unpack(tasklet.load(tasklet.dump{t, o, class}))
    copy:run()
    same(its_o.seen, "of the class")
    same(getmetatable(its_o), its_class)
    same(o.seen, nil)
    t:kill()
end) -- expect: testClassPersistence ok

-- A module that is not in package.loaded goes by value, one that is goes by its name.
case("testFakeModules", function()
    local module = {answer = 42}
    local t = tasklet(function()
        tasklet.schedule_remove()
        module.answer = module.answer + 1
    end)()
    tasklet.run()
    local copy, its = table.unpack(tasklet.load(tasklet.dump{t, module}))
    copy:run()
    same(its.answer, 43)
    same(module.answer, 42)
    package.loaded.fake = module
    local bytes = tasklet.dump({t, module}, package.loaded)
    local named, same_one = table.unpack(tasklet.load(bytes, package.loaded))
    package.loaded.fake = nil
    named:run()
    same(same_one, module)
    same(module.answer, 43)
    t:kill()
end) -- expect: testFakeModules ok

case("testGarbageCollection", function()
    local t = tasklet(function()
        local ch = channel.new()
        return ch:receive()
    end)()
    tasklet.run()
    local bytes = tasklet.dump(t)
    t:kill()
    for _ = 1, 3 do
        local copy = tasklet.load(bytes)
        same(copy.blocked, true)
        same(copy.channel.balance, -1)
        same(copy.channel.queue, copy)
        copy = nil
        collectgarbage()
    end
end) -- expect: testGarbageCollection ok

case("testSendSequence", function()
    local ch = channel.new()
    local t = tasklet(function() return ch:send_sequence{1, 2, 3, 4} end)()
    tasklet.run()
    same(ch:receive() + ch:receive(), 3)
    tasklet.run()
    local copy, its_ch = table.unpack(tasklet.load(tasklet.dump{t, ch}))
    for _, one in ipairs{its_ch, ch} do
        same(one:receive(), 3)
        same(one:receive(), 4)
        tasklet.run()
    end
    same(t.alive or copy.alive, false)
    same(t.results[1], 4)
    same(copy.results[1], 4)
end) -- expect: testSendSequence ok
