-- Bodies for wrk. Many different ones in turn, so that nothing that is kept of one could answer the next.

local M = {}

local seed = 7
local function random(n) -- 0 to n - 1; of our own, so that every run sends the same
  seed = (seed * 1103515245 + 12345) % 2147483648
  return math.floor(seed / 65536) % n
end

-- 784 values: a pen's way from point to point over 28 rows of paper.
local function pixels()
  local p = {}
  for i = 1, 784 do p[i] = 0 end
  local x, y = 8 + random(12), 5
  for _ = 1, 3 do
    local to_x, to_y = 6 + random(16), math.min(y + 4 + random(5), 22)
    for step = 0, 20 do
      local a, b = math.floor(x + (to_x - x) * step / 20), math.floor(y + (to_y - y) * step / 20)
      p[b * 28 + a + 1], p[b * 28 + a + 2], p[b * 28 + a + 29] = 255, 200 + random(56), 100 + random(100)
    end
    x, y = to_x, to_y
  end
  return "[" .. table.concat(p, ",") .. "]"
end

function M.raw() return '{"pixels":' .. pixels() .. "}" end

function M.batch(count)
  local items = {}
  for i = 1, count do items[i] = pixels() end
  return '{"pixels":[' .. table.concat(items, ",") .. "]}"
end

function M.file(path)
  local f = assert(io.open(path, "rb"))
  local bytes = f:read("*a")
  f:close()
  return bytes
end

local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
function M.base64(bytes)
  local out = {}
  for i = 1, #bytes, 3 do
    local a, b, c = bytes:byte(i, i + 2)
    local n = a * 65536 + (b or 0) * 256 + (c or 0)
    local function at(k) local v = math.floor(n / 64 ^ k) % 64; return alphabet:sub(v + 1, v + 1) end
    out[#out + 1] = at(3) .. at(2) .. (b and at(1) or "=") .. (c and at(0) or "=")
  end
  return table.concat(out)
end

-- Sends the bodies in turn and ends with a line for load/run: requests per second, p50 and p99 in ms, answers that were not 2xx.
function M.send(bodies, content_type)
  local requests, at = {}, 0
  wrk.method = "POST"
  wrk.headers["Content-Type"] = content_type
  init = function() for i, body in ipairs(bodies) do requests[i] = wrk.format(nil, nil, nil, body) end end
  request = function() at = at % #requests + 1; return requests[at] end
  done = function(summary, latency)
    local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    io.write(string.format("@ %.0f %.2f %.2f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
  end
end

return M
