-- Floating-point fields: bodies that attract each other, stepped with leapfrog.
-- A sun, and planets on rings around it; energy and momentum must stay put.
local sqrt, cos, sin = math.sqrt, math.cos, math.sin

local function body(mass, x, y, z, vx, vy, vz)
  return {mass = mass, x = x, y = y, z = z, vx = vx, vy = vy, vz = vz}
end

local function planetary_system(count)
  local bodies = {body(40.0, 0, 0, 0, 0, 0, 0)}
  for i = 1, count do
    local radius, angle = 2.0 * i + 3.0, i * 2.4
    local speed = sqrt(40.0 / radius)
    bodies[i + 1] = body(0.01 / i, radius * cos(angle), radius * sin(angle), 0.1 * i,
                         -speed * sin(angle), speed * cos(angle), 0.0)
  end
  return bodies
end

local function momentum(bodies)
  local px, py, pz = 0.0, 0.0, 0.0
  for _, b in ipairs(bodies) do
    px, py, pz = px + b.vx * b.mass, py + b.vy * b.mass, pz + b.vz * b.mass
  end
  return px, py, pz
end

local function rest(bodies)
  local px, py, pz = momentum(bodies)
  local sun = bodies[1]
  sun.vx, sun.vy, sun.vz = -px / sun.mass, -py / sun.mass, -pz / sun.mass
end

local function energy(bodies)
  local sum = 0.0
  for i, a in ipairs(bodies) do
    sum = sum + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      sum = sum - a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return sum
end

local function kick(bodies, dt)
  local count = #bodies
  for i = 1, count - 1 do
    local a = bodies[i]
    local ax, ay, az, mass = a.x, a.y, a.z, a.mass
    local vx, vy, vz = a.vx, a.vy, a.vz
    for j = i + 1, count do
      local b = bodies[j]
      local dx, dy, dz = b.x - ax, b.y - ay, b.z - az
      local square = dx * dx + dy * dy + dz * dz
      local pull = dt / (square * sqrt(square))
      local on_a, on_b = pull * b.mass, pull * mass
      vx, vy, vz = vx + dx * on_a, vy + dy * on_a, vz + dz * on_a
      b.vx = b.vx - dx * on_b
      b.vy = b.vy - dy * on_b
      b.vz = b.vz - dz * on_b
    end
    a.vx, a.vy, a.vz = vx, vy, vz
  end
end

local function drift(bodies, dt)
  for i = 1, #bodies do
    local b = bodies[i]
    b.x = b.x + dt * b.vx
    b.y = b.y + dt * b.vy
    b.z = b.z + dt * b.vz
  end
end

local bodies = planetary_system(6)
rest(bodies)
local before = energy(bodies)
local dt = 0.002
drift(bodies, dt / 2)
for _ = 1, 150000 do
  kick(bodies, dt)
  drift(bodies, dt)
end
drift(bodies, -dt / 2)
local px, py, pz = momentum(bodies)
print(("%.6f %.6f"):format(before, energy(bodies)))
print(("%.6f %.6f %.6f"):format(bodies[2].x, bodies[2].y, bodies[2].z))
print(math.abs(px) + math.abs(py) + math.abs(pz) < 1e-9)
