-- Bodies for wrk. Many different ones in turn, so that nothing that is kept of one could answer the next.

local M = {}

local seed = 7
local function random(n) -- 0 to n - 1; of our own, so that every run sends the same
  seed = (seed * 1103515245 + 12345) % 2147483648
  return math.floor(seed / 65536) % n
end

-- Points of a pen's way in a box of 20 by 20, digit by digit from 0.
local glyphs = {
  { 10, 0, 5, 3, 3, 10, 5, 17, 10, 20, 15, 17, 17, 10, 15, 3, 10, 0 },
  { 10, 0, 10, 20 },
  { 2, 5, 5, 1, 11, 0, 16, 4, 15, 9, 3, 20, 17, 20 },
  { 3, 2, 10, 0, 16, 4, 14, 8, 8, 10, 15, 12, 16, 17, 10, 20, 3, 18 },
  { 12, 20, 12, 0, 2, 14, 17, 14 },
  { 15, 0, 5, 0, 4, 9, 11, 8, 16, 12, 15, 17, 9, 20, 3, 18 },
  { 13, 0, 6, 6, 3, 13, 6, 19, 12, 20, 16, 16, 14, 11, 8, 10, 4, 13 },
  { 3, 1, 16, 0, 8, 20 },
  { 10, 10, 4, 6, 5, 1, 10, 0, 15, 2, 15, 6, 10, 10, 4, 14, 4, 18, 10, 20, 16, 18, 16, 14, 10, 10 },
  { 15, 7, 11, 10, 6, 8, 5, 3, 10, 0, 15, 3, 15, 8, 14, 20 },
}

local function digit()
  local glyph, slant, size = glyphs[1 + random(10)], (random(41) - 20) / 100, 0.9 + random(16) / 100
  local x0, y0, way = 13.5 + random(3) - 1, 13.5 + random(3) - 1, {}
  for k = 1, #glyph, 2 do
    local x, y = (glyph[k] - 10) * size, (glyph[k + 1] - 10) * size
    way[k], way[k + 1] = x0 + x - slant * y, y0 + y
  end
  return way
end

-- No digit: where a cascade's first stage is in doubt.
local function scribble()
  local way = {}
  for k = 1, 11, 2 do way[k], way[k + 1] = 4 + random(20), 4 + random(20) end
  return way
end

local draw = os.getenv("DRAWN") == "scribbles" and scribble or digit

-- 784 values: ink 255 within a pen's radius of its way, fading over a pixel.
local function pixels()
  local way, radius, p = draw(), 1.1 + random(6) / 10, {}
  for i = 0, 783 do
    local x, y, nearest = i % 28, math.floor(i / 28), 28 * 28
    for k = 1, #way - 3, 2 do
      local dx, dy = way[k + 2] - way[k], way[k + 3] - way[k + 1]
      local along = ((x - way[k]) * dx + (y - way[k + 1]) * dy) / math.max(dx * dx + dy * dy, 1e-9)
      along = math.max(0, math.min(1, along))
      local ex, ey = x - way[k] - along * dx, y - way[k + 1] - along * dy
      nearest = math.min(nearest, math.sqrt(ex * ex + ey * ey))
    end
    p[i + 1] = math.floor(255 * math.max(0, math.min(1, radius + 0.5 - nearest)))
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
