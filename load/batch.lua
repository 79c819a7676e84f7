local common = require "common"
local bodies = {}
for i = 1, 20 do bodies[i] = common.batch(64) end
common.send(bodies, "application/json")
