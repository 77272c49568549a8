-- Asks for addresses from a file, each time another one; says how long answers took, in microseconds, and how many failed.
local paths = {}

function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = line end
  math.randomseed(tonumber(args[2]))
end

function request()
  return wrk.format("GET", paths[math.random(#paths)])
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("MEASURED %d %d %d %d\n", summary.requests, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout))
end
