-- Stackless, test_miscell.TestBind.test_rebind_main: a paused main can get another function.
local tasklet = require "tasklet"
local main = tasklet.current()
tasklet(function()
    print(main.paused, main.is_main) -- expect: true	true
    main:bind(function(...)
        print("bound again with", ...)
        print(tasklet.current() == main, tasklet.count(), #tasklet.all())
        tasklet.schedule()
        print("the end of main")
    end, 1, 2)
    print(main.alive, main.paused) -- expect: true	true
    main:insert()
    tasklet.schedule() -- expect: bound again with	1	2
    -- expect: true	2	2
    print "the worker ends" -- expect: the worker ends
end)() -- expect: the end of main
tasklet.schedule_remove()
print "never: this frame is gone"
