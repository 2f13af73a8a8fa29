-- Field access: a few records whose fields are read and written.
local bodies = {}
for i = 1, 50 do
  bodies[i] = {x = i, y = i * 2, vx = 1, vy = -1, mass = 1.5, hits = 0}
end
for step = 1, 200000 do
  for i = 1, 50 do
    local b = bodies[i]
    b.x = b.x + b.vx
    b.y = b.y + b.vy
    if b.x > 1000 then b.vx = -1; b.hits = b.hits + 1 elseif b.x < 0 then b.vx = 1 end
    if b.y > 1000 then b.vy = -1 elseif b.y < -1000 then b.vy = 1; b.hits = b.hits + 1 end
  end
end
local hits, place = 0, 0
for _, b in ipairs(bodies) do hits = hits + b.hits; place = place + b.x + b.y end
print(hits, place)
