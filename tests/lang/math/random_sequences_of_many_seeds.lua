-- The same seed gives the same numbers as Lua 5.4, whatever integer it is.
local function sequence(...)
    math.randomseed(...)
    return math.random(0), math.random(1000), math.random(-5, 5), ("%.17g"):format(math.random())
end
print(sequence(0)) -- expect: 4554719557422691265	521	0	0.47417539461322067
print(sequence(1)) -- expect: -3401804370673955427	488	-4	0.49864849323368698
print(sequence(-1)) -- expect: -6532212821526904015	72	-2	0.8931080669923227
print(sequence(123456789)) -- expect: -8807486497290693269	738	-1	0.085331158945392338
print(sequence(math.maxinteger)) -- expect: 2109649683840586809	873	3	0.18396665645415033
print(sequence(math.mininteger)) -- expect: 5036059568217425151	946	-1	0.11096523542548697
print(sequence(7.0)) -- expect: -4077065267748579521	216	5	0.36610929344954557
print(sequence("7")) -- expect: -4077065267748579521	216	5	0.36610929344954557
print(sequence(2 ^ 40)) -- expect: -4514030028319323038	446	1	0.89690539487841459
print(sequence(1, 2)) -- expect: 8291693048688576641	905	2	0.13902460297941366
print(sequence(2, 1)) -- expect: 5561729497181484850	267	-3	0.81692684596515097
print(sequence(0, 0)) -- expect: 4554719557422691265	521	0	0.47417539461322067
print(sequence(-1, math.mininteger))
-- expect: -1643677802752814401	888	-5	0.65140782999222024
