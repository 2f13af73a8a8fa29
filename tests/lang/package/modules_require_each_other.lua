-- Modules share what they require; a circle sees what was entered early.
package.path = "./modules_require_each_other.d/?.lua"
local middle = require("middle")
print(middle.quadruple(5), require("low") == middle.low) -- expect: 20	true
local ping = require("ping")
print(ping.other.name, ping.other.seen, ping.other.complete) -- expect: pong	ping	false
print(require("pong") == ping.other, package.loaded.ping == ping) -- expect: true	true
