local common = require "common"
local bodies = {}
for i = 1, 600 do bodies[i] = common.raw() end
common.send(bodies, "application/json")
