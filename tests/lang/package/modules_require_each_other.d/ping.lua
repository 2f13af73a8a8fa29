-- Needs pong, which needs ping: what is entered early is seen.
local M = {name = "ping"}
package.loaded[...] = M
M.other = require("pong")
return M
