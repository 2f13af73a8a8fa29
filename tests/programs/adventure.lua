-- A text adventure: first a script plays it, then a monkey that types at random.
--
-- The world is data (rooms, things, verbs). The game is a state machine with the states
-- exploring, talking and over, and takes one command a turn. Each character is a coroutine
-- that yields once a turn: where it stands in its story is where its code stands. What a
-- command cannot do it refuses by an error object, which costs no time.
--
-- Shows: long-lived coroutines, closures, error objects, to-be-closed variables, patterns.
-- usage: adventure.lua [SCALE]    the number of monkey games grows with the square of SCALE
-- torture: 8

local scale = tonumber((...)) or 1

-- Refusals: error objects that end a command -----------------------------------------
local Refusal = {__tostring = function(self) return self.text end}

local function refuse(format, ...)
    error(setmetatable({text = string.format(format, ...)}, Refusal))
end

-- The world ---------------------------------------------------------------------------
local OPPOSITE = {north = "south", south = "north", east = "west", west = "east",
                  up = "down", down = "up"}
local PATHS = [[hall north library, hall east kitchen, kitchen south garden,
                hall down cellar, library up tower]]

local function new_world()
    local world = {here = "hall", state = "exploring", turn = 0, score = 0,
                   lines = {}, rooms = {}, things = {}}

    local function room(name, text)
        world.rooms[name] = {name = name, text = text, exits = {}}
    end
    local function thing(name, place, text, options)
        local t = options or {}
        t.name, t.place, t.text = name, place, text
        world.things[#world.things + 1] = t
        world.things[name] = t
    end

    room("hall", "The clock has stopped.")
    room("library", "Shelves, and a narrow stair.")
    room("kitchen", "The stove is cold.")
    room("garden", "Nettles, and a sundial.")
    room("cellar", "Barrels.")
    room("tower", "The great wheels stand still.")
    for from, direction, to in PATHS:gmatch("(%a+) (%a+) (%a+)") do
        world.rooms[from].exits[direction] = to
        world.rooms[to].exits[OPPOSITE[direction]] = from
    end

    thing("lamp", "kitchen", "An oil lamp.", {portable = true})
    thing("bread", "kitchen", "Half a loaf.", {portable = true})
    thing("book", "library", "The heart is a gear of brass.", {portable = true})
    thing("sundial", "garden", "Something glints under its plate.", {hides = "key"})
    thing("key", "nowhere", "A small iron key.", {portable = true})
    thing("trapdoor", "hall", "It leads down, and it has a lock.", {locked = true, bars = "down"})
    thing("gear", "cellar", "A brass gear with 60 teeth.", {portable = true})
    return world
end

local function say(world, format, ...)
    world.lines[#world.lines + 1] = string.format(format, ...)
end

local function things_at(world, place)
    local names = {}
    for _, t in ipairs(world.things) do
        if t.place == place then names[#names + 1] = t.name end
    end
    return names
end

-- Tells what is here; the text of a room only the first time, or at length.
local function describe(world, at_length)
    local room = world.rooms[world.here]
    say(world, "[%s]", room.name)
    if not room.seen or at_length then say(world, room.text) end
    room.seen = true
    local names = things_at(world, world.here)
    if #names > 0 then say(world, "You see: %s.", table.concat(names, ", ")) end
    for _, c in ipairs(world.cast) do
        if c.place == world.here then say(world, "The %s is here.", c.name) end
    end
end

-- The characters: coroutines, resumed once a turn -------------------------------------
-- Wanders until it is fed, then follows whoever fed it.
local function live_as_cat(me, world)
    local route = {"kitchen", "garden", "kitchen", "hall", "library", "hall"}
    while true do
        for _, place in ipairs(route) do
            if me.fed then goto fed end
            if me.place == world.here then say(world, "The cat walks off.") end
            me.place = place
            if place == world.here then say(world, "A cat walks in.") end
            coroutine.yield()
        end
    end
    ::fed::
    say(world, "The cat purrs.")
    repeat
        coroutine.yield()
        if me.place ~= world.here then
            me.place = world.here
            say(world, "The cat follows.")
        end
    until world.state == "over"
end

-- Counts the turns that somebody spends in the cellar without the cat.
local function live_as_ghost(me, world)
    local patience = 3
    while true do
        if world.here ~= me.place then
            patience = 3
        elseif world.cast.cat.place == me.place then
            say(world, "It backs off.")
        else
            patience = patience - 1
            say(world, patience > 0 and "It comes closer." or "It throws you out.")
            if patience == 0 then world.here = "hall" end
        end
        coroutine.yield()
    end
end

-- Talks: each line that the player types while talking is what yield returns.
local function live_as_clockmaker(me, world)
    local function ask(question)
        say(world, "\"%s\"", question)
        world.state = "talking"
        local answer
        repeat answer = coroutine.yield() until answer
        world.state = "exploring"
        return answer
    end
    while not me.met do coroutine.yield() end
    local teeth, tries = 0, 0
    repeat
        local answer = ask((tries == 0 and "Good day." or "No, no.") .. " How many teeth?")
        teeth, tries = tonumber(answer:match("%d+")) or 0, tries + 1
    until teeth == 60 or tries == 4
    me.trusts = teeth == 60
    world.score = world.score + (me.trusts and 5 - tries or 0)
    say(world, me.trusts and "\"Sixty! Put it in, then.\"" or "\"You know nothing.\"")
end

local function new_cast(world)
    local cast = {}
    for _, entry in ipairs {{"cat", "hall", live_as_cat}, {"ghost", "cellar", live_as_ghost},
                            {"clockmaker", "tower", live_as_clockmaker}} do
        local name, place, live = table.unpack(entry)
        local character = {name = name, place = place}
        local thread = coroutine.create(function() live(character, world) end)
        function character.act(...)
            if coroutine.status(thread) ~= "dead" then assert(coroutine.resume(thread, ...)) end
        end
        cast[#cast + 1], cast[name] = character, character
    end
    return cast
end

-- The verbs ----------------------------------------------------------------------------
local verbs = {}
local function find_thing(world, name, ...)
    if name == "" then refuse("What?") end
    local t = world.things[name] or refuse("I know no %s.", name)
    for _, place in ipairs {...} do
        if t.place == place then return t end
    end
    refuse("There is no %s here.", name)
end

function verbs.look(world) describe(world, true) end
function verbs.wait(world) say(world, "Time passes.") end

function verbs.go(world, direction)
    if not OPPOSITE[direction] then refuse("Where to?") end
    local to = world.rooms[world.here].exits[direction] or refuse("You cannot go %s.", direction)
    for _, t in ipairs(world.things) do
        if t.place == world.here and t.bars == direction and t.locked then
            refuse("The %s is locked.", t.name)
        end
    end
    world.here = to
    describe(world)
end

function verbs.take(world, noun)
    if noun == "all" then
        for _, name in ipairs(things_at(world, world.here)) do
            if world.things[name].portable then verbs.take(world, name) end
        end
        return
    end
    local t = find_thing(world, noun, world.here, "player")
    if t.place == "player" then refuse("You have it.") end
    if not t.portable then refuse("The %s stays where it is.", noun) end
    t.place = "player"
    world.score, t.taken = world.score + (t.taken and 0 or 1), true
    say(world, "Taken: %s.", noun)
end

function verbs.inventory(world)
    local names = things_at(world, "player")
    say(world, "You carry %s.", #names > 0 and table.concat(names, ", ") or "nothing")
end

function verbs.examine(world, noun)
    local t = find_thing(world, noun, world.here, "player")
    say(world, t.text)
    if t.hides then
        world.things[t.hides].place = world.here
        say(world, "You find a %s.", t.hides)
        t.hides = nil
    end
end

function verbs.unlock(world, noun)
    local t = find_thing(world, noun, world.here)
    if not t.locked then refuse("It is not locked.") end
    find_thing(world, "key", "player")
    t.locked, world.score = false, world.score + 2
    say(world, "Click. The %s is open.", noun)
end

function verbs.feed(world, noun)
    local cat = world.cast.cat
    if noun ~= "cat" or cat.place ~= world.here then refuse("Whom?") end
    local food = find_thing(world, "bread", "player")
    food.place, cat.fed, world.score = "nowhere", true, world.score + 2
    say(world, "The cat eats the bread.")
end

function verbs.talk(world)
    local maker = world.cast.clockmaker
    if maker.place ~= world.here or maker.met then refuse("Nobody listens.") end
    maker.met = true
    say(world, "You clear your throat.")
end

function verbs.put(world, noun)
    local gear = find_thing(world, noun, "player")
    if world.here ~= "tower" or noun ~= "gear" then refuse("That does not help.") end
    if not world.cast.clockmaker.trusts then refuse("The clockmaker holds your hand back.") end
    gear.place, world.score, world.state = "nowhere", world.score + 5, "over"
    say(world, "The clock strikes twelve. Score %d, %d turns.", world.score, world.turn + 1)
end

-- The parser ---------------------------------------------------------------------------
local SYNONYMS = {l = "look", x = "examine", read = "examine", i = "inventory", get = "take",
                  n = "go north", s = "go south", e = "go east", w = "go west", u = "go up",
                  d = "go down", z = "wait", insert = "put"}
local FILLERS = {the = true, a = true, to = true, at = true}

-- Returns a verb and a noun; "it" is the last noun. Raises a refusal.
local function parse(world, line)
    local words = {}
    for word in line:lower():gmatch("%a+") do
        if #words == 0 and OPPOSITE[word] then words[1] = "go" end
        local known = #words == 0 and SYNONYMS[word] or word
        for part in known:gmatch("%a+") do
            if not FILLERS[part] then words[#words + 1] = part end
        end
    end
    local verb, noun = words[1], words[2] or ""
    if not verbs[verb] then refuse("I do not know how to %s.", verb or "guess") end
    if noun == "it" then noun = world.it or refuse("What is \"it\"?") end
    if world.things[noun] then world.it = noun end
    return verb, noun
end

-- The state machine: each state handles a line -----------------------------------------
local states = {}
-- The value of a to-be-closed variable: the turn passes, unless the command was refused.
local function begin_turn(world)
    return setmetatable({}, {__close = function(_, problem)
        if problem then return end
        for _, character in ipairs(world.cast) do character.act() end
        world.turn = world.turn + 1
    end})
end

function states.exploring(world, line)
    local ok, problem = pcall(function()
        local verb, noun = parse(world, line)
        local turn <close> = begin_turn(world)
        verbs[verb](world, noun)
    end)
    if not ok then
        if getmetatable(problem) ~= Refusal then error(problem, 0) end
        say(world, tostring(problem))
    end
end

function states.talking(world, line)
    world.cast.clockmaker.act(line)
    world.turn = world.turn + 1
end

function states.over(world) say(world, "The story is told.") end

local function new_game()
    local world = new_world()
    world.cast = new_cast(world)
    return world, function(line)
        states[world.state](world, line)
        local lines = world.lines
        world.lines = {}
        return lines
    end
end

-- A session by script: every line is shown ----------------------------------------------
local SESSION = [[
dance; down; unlock trapdoor; n; read the book; take it; s; e
take all; s; examine sundial; feed the cat; get the key; n; w; unlock trapdoor; d
take gear; u; n; u; put gear; talk to the maker; no idea; 60, I think; insert the gear; look]]

local world, play = new_game()
for line in SESSION:gmatch("[^;\n]+") do
    line = line:match("^%s*(.-)$")
    print("> " .. line .. " | " .. table.concat(play(line), " "))
end
-- expect: > dance | I do not know how to dance.
-- expect: > down | The trapdoor is locked.
-- expect: > unlock trapdoor | There is no key here.
-- expect: > n | [library] Shelves, and a narrow stair. You see: book.
-- expect: > read the book | The heart is a gear of brass.
-- expect: > take it | Taken: book.
-- expect: > s | [hall] The clock has stopped. You see: trapdoor. A cat walks in.
-- expect: > e | [kitchen] The stove is cold. You see: lamp, bread.
-- expect: > take all | Taken: lamp. Taken: bread.
-- expect: > s | [garden] Nettles, and a sundial. You see: sundial.
-- expect: > examine sundial | Something glints under its plate. You find a key. A cat walks in.
-- expect: > feed the cat | The cat eats the bread. The cat purrs.
-- expect: > get the key | Taken: key.
-- expect: > n | [kitchen] The cat follows.
-- expect: > w | [hall] You see: trapdoor. The cat follows.
-- expect: > unlock trapdoor | Click. The trapdoor is open.
-- expect: > d | [cellar] Barrels. You see: gear. The ghost is here. The cat follows. It backs off.
-- expect: > take gear | Taken: gear. It backs off.
-- expect: > u | [hall] You see: trapdoor. The cat follows.
-- expect: > n | [library] The cat follows.
-- expect: > u | [tower] The great wheels stand still. The clockmaker is here. The cat follows.
-- expect: > put gear | The clockmaker holds your hand back.
-- expect: > talk to the maker | You clear your throat. "Good day. How many teeth?"
-- expect: > no idea | "No, no. How many teeth?"
-- expect: > 60, I think | "Sixty! Put it in, then."
-- expect: > insert the gear | The clock strikes twelve. Score 17, 22 turns.
-- expect: > look | The story is told.
print(world.state, world.score, world.turn) -- expect: over	17	22

-- The monkey: random commands, of which only a checksum remains --------------------------
local function new_random(seed)
    return function(list)
        seed = (seed * 1103515245 + 12345) & 0x7fffffff
        return list[(seed >> 8) % #list + 1]
    end
end

local function sorted_keys(t)
    local keys = {}
    for key in pairs(t) do keys[#keys + 1] = type(key) == "string" and key or nil end
    table.sort(keys)
    return keys
end

local VERBS, NOUNS = sorted_keys(verbs), sorted_keys(world.things)
local DIRECTIONS = sorted_keys(OPPOSITE)
table.move({"all", "cat", "it"}, 1, 3, #NOUNS + 1, NOUNS)

local function play_as_monkey(seed, turns)
    local pick = new_random(seed)
    local monkey_world, turn_of = new_game()
    local sum, count = 0, 0
    for _ = 1, turns do
        local command = pick {"60", "12", "yes", pick(DIRECTIONS), pick(DIRECTIONS)}
        if monkey_world.state ~= "talking" and tonumber(command) then
            command = pick(VERBS) .. " " .. pick(NOUNS)
        end
        for _, line in ipairs(turn_of(command)) do
            sum = (sum * 31 + #line + line:byte(-2)) & 0xffffffff
            count = count + 1
        end
        if monkey_world.state == "over" then break end
    end
    return sum, count, monkey_world
end

local total, best, ended, count = 0, 0, 0, 0
for game = 1, 3 * scale * scale do
    local sum, lines, w = play_as_monkey(game, 150)
    total, count = (total ~ sum) + lines & 0xffffffff, count + lines
    best, ended = math.max(best, w.score), ended + (w.state == "over" and 1 or 0)
end
print(("%d lines, checksum %08x, best score %d, games won %d"):format(count, total, best, ended))
-- expect: 577 lines, checksum 30134f39, best score 3, games won 0
