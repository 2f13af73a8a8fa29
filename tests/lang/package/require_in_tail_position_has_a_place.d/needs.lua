-- Needs a module that is not there.
return require("missing")
