-- A program that ends with an error runs its finalizers, too; os.exit alone does not.
-- exit: 1
local closed <close> = setmetatable({}, {__close = function() print("close") end})
kept = setmetatable({}, {__gc = function(o)
    print("gc", o.name)
    setmetatable({}, {__gc = function() print("too late") end})
end})
kept.name = "kept"
error("the end", 0)
-- expect: close
-- expect: gc	kept
