-- Objects that call each other: the kernel of a small operating system, with task
-- control blocks, packets, queues and a scheduler that picks by priority.
local READY, WAITING, HELD = "ready", "waiting", "held"
local WORK, DEVICE = "work", "device"
local PAYLOAD = 4

local Packet = {}
Packet.__index = Packet

function Packet.new(kind, origin)
  local packet = setmetatable({kind = kind, origin = origin, datum = 0, next = nil}, Packet)
  for i = 1, PAYLOAD do packet[i] = 0 end
  return packet
end

function Packet:fill(from)
  local letter = from
  for i = 1, PAYLOAD do
    letter = letter % 26 + 1
    self[i] = letter
  end
  return letter
end

local Queue = {}
Queue.__index = Queue

function Queue.new() return setmetatable({first = nil, last = nil, size = 0}, Queue) end

function Queue:is_empty() return self.first == nil end

function Queue:put(packet)
  packet.next = nil
  if self.last then self.last.next = packet else self.first = packet end
  self.last = packet
  self.size = self.size + 1
end

function Queue:take()
  local packet = self.first
  if not packet then return nil end
  self.first = packet.next
  if not self.first then self.last = nil end
  packet.next = nil
  self.size = self.size - 1
  return packet
end

-- A task control block; subclasses say what one turn does in `step`.
local Task = {}
Task.__index = Task

local function subclass(base)
  local class = setmetatable({}, {__index = base})
  class.__index = class
  return class
end

function Task.init(class, kernel, name, priority)
  local task = setmetatable({}, class)
  task.kernel, task.name, task.priority = kernel, name, priority
  task.inbox, task.state, task.is_held, task.turns = Queue.new(), READY, false, 0
  kernel:add(task)
  return task
end

function Task:status()
  if self.is_held then return HELD end
  return self.state
end

function Task:is_runnable()
  local status = self:status()
  return status == READY or (status == WAITING and not self.inbox:is_empty())
end

function Task:hold() self.is_held = true end
function Task:release() self.is_held = false end
function Task:wait() self.state = WAITING end

function Task:run()
  self.turns = self.turns + 1
  self.state = READY
  self:step()
end

-- The idle task never waits: it wakes one of the devices, by the bits of a shift register.
local Idle = subclass(Task)

function Idle.new(kernel, budget, devices)
  local task = Task.init(Idle, kernel, "idle", 0)
  task.budget, task.register, task.devices = budget, 0x5A17, devices
  return task
end

function Idle:step()
  self.budget = self.budget - 1
  if self.budget == 0 then return self.kernel:stop() end
  local low = self.register & 1
  self.register = self.register >> 1
  if low == 1 then self.register = self.register ~ 0xB400 end
  self.devices[low + 1]:release()
end

-- The worker fills each work packet and sends it to one of the handlers, by turns.
local Worker = subclass(Task)

function Worker.new(kernel, handlers)
  local task = Task.init(Worker, kernel, "worker", 1)
  task.handlers, task.letter, task.turn = handlers, 0, 0
  return task
end

function Worker:step()
  local packet = self.inbox:take()
  if not packet then return self:wait() end
  self.turn = self.turn % #self.handlers + 1
  self.letter = packet:fill(self.letter)
  packet.datum = 1
  self.kernel:send(packet, self.handlers[self.turn])
end

-- A handler pairs work with free device packets: each letter goes to the device.
local Handler = subclass(Task)

function Handler.new(kernel, name, priority)
  local task = Task.init(Handler, kernel, name, priority)
  task.work, task.free = Queue.new(), Queue.new()
  return task
end

function Handler:connect(worker, device) self.worker, self.device = worker, device end

function Handler:step()
  local packet = self.inbox:take()
  if packet then
    local queue = packet.kind == WORK and self.work or self.free
    queue:put(packet)
  end
  local work = self.work.first
  if work and work.datum > PAYLOAD then
    return self.kernel:send(self.work:take(), self.worker)
  end
  if work and not self.free:is_empty() then
    local carrier = self.free:take()
    carrier.datum = work[work.datum]
    work.datum = work.datum + 1
    return self.kernel:send(carrier, self.device)
  end
  if self.inbox:is_empty() then self:wait() end
end

-- A device is held while it transfers one letter, then hands the packet back.
local Device = subclass(Task)

function Device.new(kernel, name, priority)
  local task = Task.init(Device, kernel, name, priority)
  task.pending, task.sum = nil, 0
  return task
end

function Device:step()
  local done = self.pending
  if done then
    self.pending = nil
    return self.kernel:send(done, done.origin)
  end
  local packet = self.inbox:take()
  if not packet then return self:wait() end
  self.pending = packet
  self.sum = (self.sum * 31 + packet.datum) & 0xFFFFFF
  self:hold()
  self.kernel.holds = self.kernel.holds + 1
end

local Kernel = {}
Kernel.__index = Kernel

function Kernel.new()
  return setmetatable({tasks = {}, sent = 0, holds = 0, is_running = true}, Kernel)
end

function Kernel:add(task)
  local tasks = self.tasks
  local at = 1
  while tasks[at] and tasks[at].priority > task.priority do at = at + 1 end
  table.insert(tasks, at, task)
end

function Kernel:send(packet, task)
  self.sent = self.sent + 1
  task.inbox:put(packet)
end

function Kernel:stop() self.is_running = false end

function Kernel:run()
  local tasks = self.tasks
  while self.is_running do
    for i = 1, #tasks do
      local task = tasks[i]
      if task:is_runnable() then
        task:run()
        break
      end
    end
  end
end

local kernel = Kernel.new()
local disk, line = Device.new(kernel, "disk", 5), Device.new(kernel, "line", 4)
local reader, writer = Handler.new(kernel, "reader", 3), Handler.new(kernel, "writer", 2)
local worker = Worker.new(kernel, {reader, writer})
reader:connect(worker, disk)
writer:connect(worker, line)
Idle.new(kernel, 130000, {disk, line})
for _ = 1, 3 do
  kernel:send(Packet.new(WORK, worker), worker)
  kernel:send(Packet.new(DEVICE, reader), reader)
  kernel:send(Packet.new(DEVICE, writer), writer)
end
kernel:run()
print(kernel.sent, kernel.holds, disk.sum, line.sum)
for _, task in ipairs(kernel.tasks) do print(task.name, task.turns, task.inbox.size) end
