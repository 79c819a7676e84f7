local common = require "common"
local canvas = common.file("../Digits.Tests/Fixtures/8-canvas-280.png")
common.send({ '{"image":"data:image/png;base64,' .. common.base64(canvas) .. '"}' }, "application/json")
