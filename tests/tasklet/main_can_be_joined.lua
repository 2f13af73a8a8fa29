-- the main tasklet ends too: what the program returns is what its joiners get
local tasklet = require "tasklet"

local main = tasklet.main()
tasklet(function()
  print("main gave", main:join()) -- expect: main gave	1	2
end)()
tasklet.schedule()
do return 1, 2 end
