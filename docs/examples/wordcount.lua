-- Counts words, and may be killed at any moment.
--
--     find /usr/share/doc -type f | xargs -d '\n' grep -Il . > /tmp/list
--     spore run --job words docs/examples/wordcount.lua /tmp/list /tmp/result
--     (kill -9 it, from another terminal)
--     spore resume words
--
-- LIST names text files, one a line. RESULT gets the 25 most frequent words with
-- their counts, as this pipeline gives them (in LC_ALL=C):
--
--     while read -r file; do cat "$file"; echo; done < LIST |
--         tr -cs A-Za-z '\n' | tr A-Z a-z | grep . |
--         sort | uniq -c | sort -k1,1nr -k2,2 | head -n 25
--
-- Nothing below knows about saving. Spore writes the whole state every few seconds:
-- the tables of the counters, the text that is on its way between two tasklets, the
-- place in the file that is being read. `resume` goes on from there, here or on
-- another machine.

local tasklet, channel = require "tasklet", require "channel"

local list_path, result_path = ...
if not result_path then
  io.stderr:write("usage: wordcount.lua LIST RESULT\n")
  os.exit(64)
end

local COUNTERS = 4
local BLOCK_BYTES = 16 * 1024
local TOP = 25

-- Channels hand over one value at a time: who sends waits until somebody receives.
local texts = channel.new() -- from the reader to whichever counter is free
local tables = channel.new() -- from each counter to the main tasklet

-- Sends every file in blocks that end with a line, so that no word is cut in two.
local function read_files()
  for path in io.lines(list_path) do
    local file, problem = io.open(path, "rb")
    if file then
      local block, rest = file:read(BLOCK_BYTES, "L")
      while block do
        texts:send(block .. (rest or ""))
        block, rest = file:read(BLOCK_BYTES, "L")
      end
      file:close()
    else
      io.stderr:write("skipped ", problem, "\n")
    end
  end
  texts:close() -- ends the loops of the counters
end

-- Counts until the texts are closed; then hands over its table of word -> count.
local function count_words()
  local counts = {}
  for text in texts do
    for word in text:lower():gmatch("[a-z]+") do
      counts[word] = (counts[word] or 0) + 1
    end
  end
  tables:send(counts)
end

-- tasklet(f)(arguments) makes a tasklet that runs f when its turn comes. A name is
-- for people: `spore ps words` shows it.
tasklet(read_files)().name = "reader"
for i = 1, COUNTERS do
  tasklet(count_words)().name = "counter " .. i
end

-- The main tasklet waits for the counters and adds up what they found.
local total = {}
for _ = 1, COUNTERS do
  for word, count in pairs(tables:receive()) do
    total[word] = (total[word] or 0) + count
  end
end

-- Most frequent first, ties by name.
local words = {}
for word in pairs(total) do
  words[#words + 1] = word
end
table.sort(words, function(a, b)
  if total[a] ~= total[b] then return total[a] > total[b] end
  return a < b
end)

local result = assert(io.open(result_path, "w"))
for i = 1, math.min(TOP, #words) do
  result:write(("%7d %s\n"):format(total[words[i]], words[i]))
end
result:close()
