-- Needs ping, which is not ready yet.
local ping = require("ping")
return {name = "pong", seen = ping.name, complete = ping.other ~= nil}
