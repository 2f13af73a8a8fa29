-- A discrete-event simulation: processes are coroutines that wait for each other and for time.
--
-- Usage: simulation.lua [SCALE]
--
-- The kernel is a clock, a heap of events and a few ways to wait: for a time, for a place of a
-- resource (with patience, or without), for an item of a store. What a process holds is a
-- to-be-closed variable, so it is given back however the process leaves. Time is counted in
-- whole seconds, and the numbers come from a generator with a seed: each run is the same.
-- torture: 10

local scale = tonumber((...)) or 1

-- A binary heap. Items are compared with `<`.
local Heap = {}
Heap.__index = Heap

function Heap.new() return setmetatable({}, Heap) end

function Heap:push(item)
    local at = #self + 1
    while at > 1 do
        local parent = at // 2
        if not (item < self[parent]) then break end
        self[at] = self[parent]
        at = parent
    end
    self[at] = item
end

function Heap:pop()
    local first, last = self[1], table.remove(self)
    if #self == 0 then return first end
    local at = 1
    while 2 * at <= #self do
        local child = 2 * at
        if child < #self and self[child + 1] < self[child] then child = child + 1 end
        if not (self[child] < last) then break end
        self[at] = self[child]
        at = child
    end
    self[at] = last
    return first
end

-- An event resumes a process with a value. Those of one time come in the order of their making.
local Event = {}

function Event.__lt(a, b)
    if a.time ~= b.time then return a.time < b.time end
    return a.number < b.number
end

local Simulation = {}
Simulation.__index = Simulation

function Simulation.new(seed)
    seed = seed * 6364136223846793005 + 1442695040888963407
    return setmetatable({now = 0, seed = seed, events = Heap.new(), made = 0, handled = 0},
                        Simulation)
end

-- A permuted congruential generator: 0 … 2^32 - 1.
function Simulation:random()
    local old = self.seed
    self.seed = old * 6364136223846793005 + 1442695040888963407
    local mixed = (old >> 18 ~ old) >> 27 & 0xFFFFFFFF
    local turn = old >> 59
    return (mixed >> turn | mixed << (32 - turn)) & 0xFFFFFFFF
end

function Simulation:between(low, high) return low + self:random() % (high - low + 1) end

-- The time to the next event of those that come at random, `mean` apart.
function Simulation:exponential(mean)
    return math.floor(-mean * math.log((self:random() + 1) / 4294967296.0) + 0.5)
end

function Simulation:schedule(delay, process, value)
    self.made = self.made + 1
    local event = setmetatable({time = self.now + delay, number = self.made, process = process,
                                value = value}, Event)
    self.events:push(event)
    return event
end

function Simulation:spawn(body, ...)
    local arguments = table.pack(...)
    local process = {resume = coroutine.wrap(function()
        body(table.unpack(arguments, 1, arguments.n))
    end)}
    self:schedule(0, process)
    return process
end

function Simulation:wait(delay)
    self:schedule(delay, self.running)
    coroutine.yield()
end

-- The same, but an interrupt ends it; that is an error, whose value is the reason.
function Simulation:wait_openly(delay)
    local process = self.running
    process.event = self:schedule(delay, process)
    local reason = coroutine.yield()
    process.event = nil
    if reason then error(reason, 0) end
end

-- false: the process does not wait openly, and is left alone.
function Simulation:interrupt(process, reason)
    if not process.event or process.event.is_cancelled then return false end
    process.event.is_cancelled = true
    self:schedule(0, process, reason)
    return true
end

-- Handles all events up to a time.
function Simulation:run(stop)
    while self.events[1] and self.events[1].time <= stop do
        local event = self.events:pop()
        if event.is_cancelled then goto continue end
        self.now, self.running = event.time, event.process
        self.handled = self.handled + 1
        event.process.resume(event.value)
        ::continue::
    end
    self.now = stop
end

-- Statistics of single values, and of a level that holds until it changes.
local Tally = {}
Tally.__index = Tally

function Tally.new() return setmetatable({count = 0, sum = 0, squares = 0, max = 0}, Tally) end

function Tally:add(value)
    self.count = self.count + 1
    self.sum = self.sum + value
    self.squares = self.squares + value * value
    self.max = math.max(self.max, value)
end

function Tally:__tostring()
    if self.count == 0 then return "nothing" end
    local mean = self.sum / self.count
    return string.format("%d, mean %.2f, deviation %.2f, most %d", self.count, mean,
                         math.sqrt(self.squares / self.count - mean * mean), self.max)
end

local Level = {}
Level.__index = Level

function Level.new(sim) return setmetatable({sim = sim, value = 0, since = 0, area = 0}, Level) end

function Level:change(by)
    self.area = self.area + self.value * (self.sim.now - self.since)
    self.value, self.since = self.value + by, self.sim.now
end

function Level:mean()
    self:change(0)
    return self.area / self.sim.now
end

-- Places that can be held. Who finds none waits in a queue; who has no patience leaves it.
local Resource = {}
Resource.__index = Resource

local Place = {__close = function(place) place.resource:release() end}

function Resource.new(sim, capacity)
    return setmetatable({sim = sim, free = capacity, first = 1, last = 0, queue = {},
                         used = Level.new(sim), waiting = Level.new(sim)}, Resource)
end

-- Gives a place, to be closed; nil if none came free within the patience.
function Resource:acquire(patience)
    if self.free > 0 then
        self.free = self.free - 1
        self.used:change(1)
    else
        local sim = self.sim
        local entry = {process = sim.running}
        self.last = self.last + 1
        self.queue[self.last] = entry
        self.waiting:change(1)
        entry.alarm = patience and sim:schedule(patience, sim.running, "too late")
        local outcome = coroutine.yield()
        self.waiting:change(-1)
        if outcome == "too late" then
            entry.has_left = true
            return nil
        end
    end
    return setmetatable({resource = self}, Place)
end

-- The place goes to the first in the queue who is still there.
function Resource:release()
    while self.first <= self.last do
        local entry = self.queue[self.first]
        self.queue[self.first] = nil
        self.first = self.first + 1
        if not entry.has_left then
            if entry.alarm then entry.alarm.is_cancelled = true end
            self.sim:schedule(0, entry.process, "your turn")
            return
        end
    end
    self.free = self.free + 1
    self.used:change(-1)
end

-- A shop: customers come, wait for a clerk as long as they like, and are served.
local function shop(seed, hours)
    local sim = Simulation.new(seed)
    local clerks = Resource.new(sim, 2)
    local waits, stays, lost, came = Tally.new(), Tally.new(), 0, 0
    local bars = {} -- how many waited for 0, 1, 2, … full spans of two minutes

    local function customer(number)
        local arrival = sim.now
        local clerk <close> = clerks:acquire(sim:between(300, 900))
        local waited = sim.now - arrival
        if number <= 5 then
            print(string.format("%02d:%02d:%02d customer %d %s", sim.now // 3600,
                                sim.now // 60 % 60, sim.now % 60, number,
                                clerk and "is served" or "leaves"))
        end
        if not clerk then
            lost = lost + 1
            return
        end
        waits:add(waited)
        bars[waited // 120] = (bars[waited // 120] or 0) + 1
        sim:wait(sim:exponential(270))
        stays:add(sim.now - arrival)
    end

    sim:spawn(function()
        while true do
            sim:wait(sim:exponential(120))
            came = came + 1
            sim:spawn(customer, came)
        end
    end)
    sim:run(hours * 3600)

    local inside = clerks.used.value + clerks.waiting.value
    print(string.format("%d came, %d left unserved, %d are inside", came, lost, inside))
    print("balance", came - lost - stays.count - inside)
    print("wait", waits)
    print("stay", stays)
    print(string.format("clerks busy %.1f %%, mean queue %.2f", clerks.used:mean() * 50,
                        clerks.waiting:mean()))
    for span = 0, 7 do
        print(string.format("%2d|%s", span * 2, ("#"):rep((bars[span] or 0) * 60 // came)))
    end
    return sim.handled
end

-- A workshop: machines make parts from a store of material and break down now and then; one
-- repairer mends them, and a part that was being made then is lost.
local function workshop(seed, hours)
    local sim = Simulation.new(seed)
    local repairer, benches = Resource.new(sim, 1), Resource.new(sim, 3)
    local made, spoiled, repairs, down = 0, 0, 0, Level.new(sim)

    local function work()
        local bench <close> = benches:acquire()
        sim:wait_openly(sim:between(200, 400))
        made = made + 1
    end

    local function repair()
        down:change(1)
        local place <close> = repairer:acquire()
        sim:wait(sim:exponential(600))
        repairs = repairs + 1
        down:change(-1)
    end

    local function machine()
        while true do
            local ok, reason = pcall(work)
            if not ok then
                if reason ~= "breakdown" then error(reason, 0) end
                spoiled = spoiled + 1
                repair()
            end
        end
    end

    local machines = {}
    for i = 1, 4 do machines[i] = sim:spawn(machine) end
    local broken, spared = 0, 0
    sim:spawn(function()
        while true do
            sim:wait(sim:exponential(900))
            if sim:interrupt(machines[sim:between(1, #machines)], "breakdown") then
                broken = broken + 1
            else
                spared = spared + 1 -- it stands still anyway
            end
        end
    end)
    sim:run(hours * 3600)
    print(string.format("%d made, %d spoiled, %d spared, %d repaired, %d down", made, spoiled,
                        spared, repairs, down.value))
    print(string.format("benches %.2f of 3, repairer busy %.1f %%, down %.2f of 4",
                        benches.used:mean(), repairer.used:mean() * 100, down:mean()))
    print("balance", broken - spoiled, spoiled - repairs - down.value)
    return sim.handled
end

local hours = 8 * scale * (1 + scale // 4)

print("events", shop(7, hours))
-- expect: 00:00:28 customer 1 is served
-- expect: 00:02:43 customer 2 is served
-- expect: 00:03:01 customer 3 is served
-- expect: 00:04:41 customer 4 is served
-- expect: 00:04:43 customer 5 is served
-- expect: 275 came, 76 left unserved, 6 are inside
-- expect: balance	0
-- expect: wait	195, mean 284.80, deviation 247.95, most 865
-- expect: stay	193, mean 548.56, deviation 354.36, most 1528
-- expect: clerks busy 89.8 %, mean queue 3.29
-- expect:  0|###############
-- expect:  2|####
-- expect:  4|#####
-- expect:  6|######
-- expect:  8|####
-- expect: 10|#####
-- expect: 12|#
-- expect: 14|
-- expect: events	969
print("events", workshop(11, hours))
-- expect: 238 made, 28 spoiled, 8 spared, 28 repaired, 0 down
-- expect: benches 2.63 of 3, repairer busy 47.4 %, down 0.84 of 4
-- expect: balance	0	0
-- expect: events	510

-- An error in a process ends the run; what it held is given back first.
local sim = Simulation.new(1)
local room = Resource.new(sim, 1)
sim:spawn(function()
    local place <close> = room:acquire()
    sim:wait(10)
    error("fire", 0)
end)
local ok, message = pcall(sim.run, sim, 100)
print(ok, message:match("%a+$"), room.free, sim.now) -- expect: false	fire	1	10
