-- Needs a module that is not there.
local m = require("missing")
return m
