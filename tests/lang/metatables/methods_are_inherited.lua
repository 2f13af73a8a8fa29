-- Classes in a chain: a method is found in the first class that has it.
local function class(parent)
    local c = {}
    c.__index = c
    c.new = function(...) local o = setmetatable({}, c) if o.init then o:init(...) end return o end
    return setmetatable(c, parent and {__index = parent} or nil)
end
local Animal = class()
function Animal:init(name) self.name = name end
function Animal:speak() return self.name .. " says " .. self:sound() end
function Animal:sound() return "nothing" end
local Dog = class(Animal)
function Dog:sound() return "woof" end
local Puppy = class(Dog)
function Puppy:speak() return Dog.speak(self):upper() end
print(Animal.new("A"):speak(), Dog.new("D"):speak(), Puppy.new("P"):speak())
-- expect: A says nothing	D says woof	P SAYS WOOF
Dog.sound = nil
print(Puppy.new("Q"):speak(), rawget(Puppy, "sound"), Puppy.init == Animal.init)
-- expect: Q SAYS NOTHING	nil	true
Puppy.__tostring = function(self) return "<" .. self.name .. ">" end
print(tostring(Puppy.new("R")), Puppy.new("S").none) -- expect: <R>	nil
