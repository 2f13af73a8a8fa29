-- Tail calls: states that call each other without end - a reader of numbers and words,
-- a machine that counts, mutual recursion, and continuations.
local byte = string.byte

-- Each state gets the text, the place and the result so far, and tail calls the next.
local between, in_number, in_fraction, in_word, in_quote

local function is_digit(c) return c and c >= 48 and c <= 57 end
local function is_letter(c) return c and (c >= 97 and c <= 122 or c == 95) end

function between(text, at, out)
  local c = byte(text, at)
  if not c then return out end
  if is_digit(c) then return in_number(text, at, out, 0) end
  if is_letter(c) then return in_word(text, at, out, at) end
  if c == 34 then return in_quote(text, at + 1, out, 0) end
  if c ~= 32 then out.symbols = out.symbols + 1 end
  return between(text, at + 1, out)
end

function in_number(text, at, out, value)
  local c = byte(text, at)
  if is_digit(c) then return in_number(text, at + 1, out, value * 10 + c - 48) end
  if c == 46 then return in_fraction(text, at + 1, out, value, 10) end
  out.sum = out.sum + value
  return between(text, at, out)
end

function in_fraction(text, at, out, value, scale)
  local c = byte(text, at)
  if is_digit(c) then
    return in_fraction(text, at + 1, out, value + (c - 48) / scale, scale * 10)
  end
  out.fractions = out.fractions + value
  return between(text, at, out)
end

function in_word(text, at, out, from)
  if is_letter(byte(text, at)) then return in_word(text, at + 1, out, from) end
  local word = text:sub(from, at - 1)
  out.words[word] = (out.words[word] or 0) + 1
  return between(text, at, out)
end

function in_quote(text, at, out, length)
  local c = byte(text, at)
  if c == 92 then return in_quote(text, at + 2, out, length + 1) end
  if c == 34 or not c then
    out.quoted = out.quoted + length
    return between(text, at + 1, out)
  end
  return in_quote(text, at + 1, out, length + 1)
end

-- A counter machine: each instruction runs and tail calls the one it goes to.
local function assemble(program)
  local run = {}
  local makers = {
    add = function(register, target)
      return function(r)
        r[register] = r[register] + 1
        return run[target](r)
      end
    end,
    take = function(register, target, if_zero)
      return function(r)
        if r[register] == 0 then return run[if_zero](r) end
        r[register] = r[register] - 1
        return run[target](r)
      end
    end,
    stop = function() return function(r) return r end end,
  }
  for i, row in ipairs(program) do run[i] = makers[row[1]](table.unpack(row, 2)) end
  return function(...) return run[1]({...}) end
end

-- r3 = r1 * r2, with r4 as scratch.
local multiply = assemble({
  {"take", 1, 2, 7}, {"take", 2, 3, 5}, {"add", 3, 4}, {"add", 4, 2},
  {"take", 4, 6, 1}, {"add", 2, 5}, {"stop"},
})

local is_even, is_odd
function is_even(n)
  if n == 0 then return true end
  return is_odd(n - 1)
end
function is_odd(n)
  if n == 0 then return false end
  return is_even(n - 1)
end

-- Sums a tree in continuation-passing style: the stack lives in closures.
local function tree(depth)
  if depth == 0 then return 1 end
  return {tree(depth - 1), tree(depth - 1)}
end

local function sum_tree(node, continue)
  if type(node) == "number" then return continue(node) end
  return sum_tree(node[1], function(left)
    return sum_tree(node[2], function(right) return continue(left + right) end)
  end)
end

local Collatz = {}
Collatz.__index = Collatz
function Collatz:go(n, steps)
  if n == 1 then return self:finish(steps) end
  if n % 2 == 0 then return self:go(n // 2, steps + 1) end
  return self:go(3 * n + 1, steps + 1)
end
function Collatz:finish(steps)
  self.longest = math.max(self.longest, steps)
  return steps
end

local text = ('let total_sum = 12 + 3.25 * (count - 407); say "it is \\"so\\"" '):rep(40)
local out = {sum = 0, fractions = 0, symbols = 0, quoted = 0, words = {}}
for _ = 1, 150 do between(text, 1, out) end
print(out.sum, out.fractions, out.symbols, out.quoted, out.words.total_sum, out.words.say)

local products = 0
for i = 1, 180 do products = products + multiply(i % 30 + 1, 50 + i, 0, 0)[3] end
print(products, is_even(4000000), is_odd(3000001))

local whole, total = tree(12), 0
for _ = 1, 80 do total = total + sum_tree(whole, function(sum) return sum end) end
local collatz = setmetatable({longest = 0}, Collatz)
for i = 1, 25000 do total = total + collatz:go(i, 0) end
print(total, collatz.longest)
