-- To the debug library require is a function of C that calls the loader.
package.preload.bad = function() error("E") end
print((select(2, xpcall(require, debug.traceback, "bad")):gsub("\n[^\n]*main chunk.*", "")))
-- expect: a_traceback_shows_require.lua:2: E
-- expect: stack traceback:
-- expect: 	[C]: in function 'error'
-- expect: 	a_traceback_shows_require.lua:2: in function <a_traceback_shows_require.lua:2>
-- expect: 	[C]: in function 'require'
-- expect: 	[C]: in function 'xpcall'
package.preload.looks = function()
    local caller, own = debug.getinfo(2, "Slf"), debug.getinfo(1, "n")
    print(caller.what, caller.short_src, caller.currentline, caller.func == require, own.name)
end
require("looks") -- expect: C	[C]	-1	true	nil
