-- os.exit ends the program at once with its code; output before it is kept.
-- exit: 7
print("before") -- expect: before
pcall(function()
    coroutine.wrap(function() os.exit(7) end)()
end)
print("after")
