-- A program for callback.c. `list` is its library.
local tasklet, channel = require "tasklet", require "channel"

-- The comparator asks another tasklet how long each word is, and waits for the answer.
local questions, answers = channel.new(), channel.new()
local asked = 0
tasklet(function()
  for word in questions do
    asked = asked + 1
    answers:send(#word)
  end
end)()
local function length(word)
  questions:send(word)
  return answers:receive()
end

local words = {"pear", "fig", "banana", "kiwi", "cherry"}
local by_length = list.sorted(words, function(a, b) return length(a) < length(b) end)
print(table.concat(by_length, " "))
print(asked .. " lengths were asked for")

local _, failure = pcall(list.sorted, {1, "two", 3}, function(a, b) return a < b end)
print("failed: " .. failure)
