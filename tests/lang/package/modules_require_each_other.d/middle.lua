-- Needs low.
local low = require("low")
local M = {low = low}
function M.quadruple(x) return low.double(low.double(x)) end
return M
