local common = require "common"
local head = '--b\r\nContent-Disposition: form-data; name="image"; filename="d.png"\r\nContent-Type: image/png\r\n\r\n'
common.send({ head .. common.file("../Digits.Tests/Fixtures/8-canvas-280.png") .. "\r\n--b--\r\n" }, "multipart/form-data; boundary=b")
