-- A seed fixes the sequence of random numbers: that of Lua 5.4.
math.randomseed(42)
print(math.random(0), math.random(0)) -- expect: -1276290044721465627	8333941968102511665
print(math.random(1, 6), math.random(1, 6), math.random(100), math.random(-5, 5))
-- expect: 4	6	54	1
print(string.format("%.14f %.14f", math.random(), math.random()))
-- expect: 0.71097689661551 0.27455699358752
print(math.random(math.mininteger, math.maxinteger)) -- expect: -5653030306211387134
math.randomseed(42)
print(math.random(0)) -- expect: -1276290044721465627
print(math.randomseed(1, 2)) -- expect: 1	2
print(math.random(0), math.random(10)) -- expect: 8291693048688576641	9
math.randomseed(2 ^ 53)
print(math.random(1000000), math.random(1, 1), math.random(7, 7)) -- expect: 872875	1	7
