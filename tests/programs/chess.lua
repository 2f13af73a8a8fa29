-- A chess move generator, checked by counting: perft(n) is the number of ways to play n moves.
--
-- Usage: chess.lua [SCALE]
--
-- The board is a mailbox of 10 times 12 squares, whose border stops sliding pieces. A move is an
-- integer (from, to, promotion and kind, packed with shifts), and moves are made and taken back
-- in place. The counts of the positions below are well known; all rules have a part in them:
-- castling, en passant, promotion, pins and checks. A bigger scale looks deeper.
-- torture: 12

local scale = tonumber((...)) or 1

local WHITE, BLACK = 0, 8 -- a piece is its kind, with the bit of its side
local EMPTY <const>, BORDER <const> = 0, 7
local PAWN <const>, KNIGHT <const>, BISHOP <const> = 1, 2, 3
local ROOK <const>, QUEEN <const>, KING <const> = 4, 5, 6
local PLAIN <const>, DOUBLE <const>, EN_PASSANT <const>, CASTLE <const> = 0, 1, 2, 3

local letters = {"P", "N", "B", "R", "Q", "K"}
local piece_of, letter_of = {}, {}
for kind, letter in ipairs(letters) do
    piece_of[letter], piece_of[letter:lower()] = kind, kind | BLACK
    letter_of[kind], letter_of[kind | BLACK] = letter, letter:lower()
end

local straight, diagonal = {10, -10, 1, -1}, {11, 9, -9, -11}
local around = {10, -10, 1, -1, 11, 9, -9, -11}
local jumps = {21, 19, 12, 8, -8, -12, -19, -21}
local steps = {[KNIGHT] = jumps, [BISHOP] = diagonal, [ROOK] = straight, [QUEEN] = around,
               [KING] = around}

-- a1 is 21, h8 is 98.
local function square_of(name)
    local file, rank = name:byte(1, 2)
    return (rank - ("1"):byte() + 2) * 10 + file - ("a"):byte() + 1
end

local function name_of(square)
    return string.char(("a"):byte() + square % 10 - 1, ("1"):byte() + square // 10 - 2)
end

local squares = {}
for rank = 2, 9 do
    for file = 1, 8 do squares[#squares + 1] = rank * 10 + file end
end

-- Castling rights are four bits. A move from or to one of these squares ends some of them.
local right_of = {K = 1, Q = 2, k = 4, q = 8}
local rights_kept = setmetatable({[square_of "e1"] = ~3, [square_of "h1"] = ~1,
                                  [square_of "a1"] = ~2, [square_of "e8"] = ~12,
                                  [square_of "h8"] = ~4, [square_of "a8"] = ~8},
                                 {__index = function() return ~0 end})

local function move_new(from, to, kind, promotion)
    return from | to << 7 | (promotion or 0) << 14 | kind << 17
end

local function move_text(move)
    local promotion = letter_of[move >> 14 & 7]
    return name_of(move & 127) .. name_of(move >> 7 & 127) .. (promotion or ""):lower()
end

-- board: squares 0 … 119; kings: the square of each side's king; past: packed undo records.
local Position = {}
Position.__index = Position

function Position.parse(fen)
    local placement, side, rights, passing = fen:match("^(%S+) ([wb]) (%S+) (%S+)")
    local position = setmetatable({board = {}, kings = {}, past = {}, rights = 0}, Position)
    for square = 0, 119 do position.board[square] = BORDER end
    local row = 9
    for rank in placement:gmatch("[^/]+") do
        local square = row * 10
        for letter in rank:gsub("%d", function(digit) return ("."):rep(digit) end):gmatch(".") do
            square = square + 1
            local piece = piece_of[letter] or EMPTY
            position.board[square] = piece
            if piece & 7 == KING then position.kings[piece & 8] = square end
        end
        row = row - 1
    end
    for letter in rights:gmatch("%a") do position.rights = position.rights | right_of[letter] end
    position.side = side == "w" and WHITE or BLACK
    position.passing = passing == "-" and 0 or square_of(passing)
    return position
end

function Position:__tostring()
    local rows = {}
    for row = 9, 2, -1 do
        local line = {}
        for file = 1, 8 do line[file] = letter_of[self.board[row * 10 + file]] or "." end
        rows[#rows + 1] = table.concat(line):gsub("%.+", string.len)
    end
    local rights = ("KQkq"):gsub(".", function(letter)
        return self.rights & right_of[letter] ~= 0 and letter or ""
    end)
    return table.concat({table.concat(rows, "/"), self.side == WHITE and "w" or "b",
                         rights == "" and "-" or rights,
                         self.passing == 0 and "-" or name_of(self.passing)}, " ")
end

-- Does a piece of a side attack the square?
function Position:attacks(side, square)
    local board = self.board
    local forward = side == WHITE and 10 or -10
    local pawn, knight = PAWN | side, KNIGHT | side
    if board[square - forward - 1] == pawn or board[square - forward + 1] == pawn then
        return true
    end
    for i = 1, 8 do
        if board[square + jumps[i]] == knight then return true end
    end
    for i = 1, 8 do
        local step = around[i]
        local at = square + step
        if board[at] == KING | side then return true end
        while board[at] == EMPTY do at = at + step end
        local piece = board[at]
        if piece == QUEEN | side or piece == (i <= 4 and ROOK or BISHOP) | side then return true end
    end
    return false
end

function Position:in_check()
    return self:attacks(self.side ~ BLACK, self.kings[self.side])
end

local function add_pawn_move(moves, from, to, kind)
    if to > 90 or to < 30 then
        for promotion = QUEEN, KNIGHT, -1 do
            moves[#moves + 1] = move_new(from, to, kind, promotion)
        end
    else
        moves[#moves + 1] = move_new(from, to, kind)
    end
end

function Position:add_pawn_moves(moves, from)
    local board, side = self.board, self.side
    local forward = side == WHITE and 10 or -10
    local to = from + forward
    if board[to] == EMPTY then
        add_pawn_move(moves, from, to, PLAIN)
        local is_home = from // 10 == (side == WHITE and 3 or 8)
        if is_home and board[to + forward] == EMPTY then
            moves[#moves + 1] = move_new(from, to + forward, DOUBLE)
        end
    end
    for target = to - 1, to + 1, 2 do
        local piece = board[target]
        if target == self.passing then
            moves[#moves + 1] = move_new(from, target, EN_PASSANT)
        elseif piece ~= EMPTY and piece ~= BORDER and piece & BLACK ~= side then
            add_pawn_move(moves, from, target, PLAIN)
        end
    end
end

function Position:add_piece_moves(moves, from, kind)
    local board, side = self.board, self.side
    for _, step in ipairs(steps[kind]) do
        local to = from
        repeat
            to = to + step
            local piece = board[to]
            if piece == BORDER or piece ~= EMPTY and piece & BLACK == side then break end
            moves[#moves + 1] = move_new(from, to, PLAIN)
        until piece ~= EMPTY or kind == KNIGHT or kind == KING
    end
end

-- The king moves two squares, over none that is attacked; the last one is checked as usual.
function Position:add_castling(moves)
    local board, side = self.board, self.side
    local king, rights = self.kings[side], self.rights >> (side == WHITE and 0 or 2)
    if rights & 3 == 0 or self:in_check() then return end
    local enemy = side ~ BLACK
    if rights & 1 ~= 0 and board[king + 1] == EMPTY and board[king + 2] == EMPTY
        and not self:attacks(enemy, king + 1) then
        moves[#moves + 1] = move_new(king, king + 2, CASTLE)
    end
    if rights & 2 ~= 0 and board[king - 1] == EMPTY and board[king - 2] == EMPTY
        and board[king - 3] == EMPTY and not self:attacks(enemy, king - 1) then
        moves[#moves + 1] = move_new(king, king - 2, CASTLE)
    end
end

local function swap_rook(board, from, to)
    local rook, inside = to + 1, to - 1
    if to < from then rook, inside = to - 2, to + 1 end
    board[rook], board[inside] = board[inside], board[rook]
end

function Position:make(move)
    local board, side = self.board, self.side
    local from, to, promotion, kind = move & 127, move >> 7 & 127, move >> 14 & 7, move >> 17
    local piece = board[from]
    self.past[#self.past + 1] = board[to] | self.rights << 4 | self.passing << 8
    board[to], board[from] = promotion ~= 0 and promotion | side or piece, EMPTY
    self.rights = self.rights & rights_kept[from] & rights_kept[to]
    self.passing = kind == DOUBLE and (from + to) // 2 or 0
    if piece & 7 == KING then self.kings[side] = to end
    if kind == CASTLE then
        swap_rook(board, from, to)
    elseif kind == EN_PASSANT then
        board[from // 10 * 10 + to % 10] = EMPTY
    end
    self.side = side ~ BLACK
end

function Position:take_back(move)
    local board, side = self.board, self.side ~ BLACK
    local from, to, promotion, kind = move & 127, move >> 7 & 127, move >> 14 & 7, move >> 17
    local undo = table.remove(self.past)
    board[from], board[to] = promotion ~= 0 and PAWN | side or board[to], undo & 15
    self.rights, self.passing, self.side = undo >> 4 & 15, undo >> 8, side
    if board[from] & 7 == KING then self.kings[side] = from end
    if kind == CASTLE then
        swap_rook(board, from, to)
    elseif kind == EN_PASSANT then
        board[from // 10 * 10 + to % 10] = PAWN | self.side ~ BLACK
    end
end

-- Only a move of the king, or from a line with the king, can expose it.
local function may_expose(move, king)
    local from = move & 127
    if from == king or move >> 17 == EN_PASSANT then return true end
    local files, ranks = math.abs(from % 10 - king % 10), math.abs(from // 10 - king // 10)
    return files == 0 or ranks == 0 or files == ranks
end

-- All legal moves, in the order of their squares.
function Position:moves()
    local moves, board, side = {}, self.board, self.side
    for i = 1, 64 do
        local from = squares[i]
        local piece = board[from]
        if piece ~= EMPTY and piece & BLACK == side then
            if piece & 7 == PAWN then
                self:add_pawn_moves(moves, from)
            else
                self:add_piece_moves(moves, from, piece & 7)
            end
        end
    end
    self:add_castling(moves)
    local is_in_check, king = self:in_check(), self.kings[side]
    local count = 0
    for i = 1, #moves do
        local move, is_legal = moves[i], true
        if is_in_check or may_expose(move, king) then
            self:make(move)
            is_legal = not self:attacks(self.side, self.kings[side])
            self:take_back(move)
        end
        moves[i] = nil
        if is_legal then
            count = count + 1
            moves[count] = move
        end
    end
    return moves
end

function Position:perft(depth)
    local moves = self:moves()
    if depth == 1 then return #moves end
    local total = 0
    for _, move in ipairs(moves) do
        self:make(move)
        total = total + self:perft(depth - 1)
        self:take_back(move)
    end
    return total
end

local function count(fen, depth)
    local position = Position.parse(fen)
    assert(tostring(position) == fen)
    local counts = {}
    for n = 1, depth do counts[n] = position:perft(n) end
    assert(tostring(position) == fen and #position.past == 0)
    print(table.concat(counts, " "))
end

-- The number of games behind each first move.
local function divide(fen, depth)
    local position, lines = Position.parse(fen), {}
    for _, move in ipairs(position:moves()) do
        position:make(move)
        lines[#lines + 1] = move_text(move) .. "=" .. position:perft(depth - 1)
        position:take_back(move)
    end
    table.sort(lines)
    for i = 1, #lines, 7 do
        print(table.concat(lines, " ", i, math.min(i + 6, #lines)))
    end
end

-- Plays moves given as text and tells how the game stands.
local function play(fen, game)
    local position = Position.parse(fen)
    for text in game:gmatch("%S+") do
        local found
        for _, move in ipairs(position:moves()) do
            if move_text(move) == text then found = move break end
        end
        if not found then return print("illegal: " .. text) end
        position:make(found)
    end
    local check = position:in_check()
    local state = #position:moves() > 0 and (check and "check" or "open")
                  or check and "checkmate" or "stalemate"
    print(state, position)
end

local deeper = scale >= 20 and 2 or scale >= 2 and 1 or 0
local start = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq -"

count(start, 2 + deeper) -- expect: 20 400
count("r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq -", 2 + deeper)
-- expect: 48 2039
count("8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - -", 2 + deeper) -- expect: 14 191
count("r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq -", 2 + deeper)
-- expect: 6 264
count("n1n5/PPPk4/8/8/8/8/4Kppp/5N1N b - -", 1 + deeper) -- expect: 24
divide("8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - -", 2)
-- expect: a5a4=15 a5a6=15 b4a4=15 b4b1=16 b4b2=16 b4b3=15 b4c4=15
-- expect: b4d4=15 b4e4=15 b4f4=2 e2e3=15 e2e4=16 g2g3=4 g2g4=17

play(start, "f2f3 e7e5 g2g4 d8h4")
-- expect: checkmate	rnb1kbnr/pppp1ppp/8/4p3/6Pq/5P2/PPPPP2P/RNBQKBNR w KQkq -
play(start, "e2e4 a7a6 e4e5 d7d5 e5d6 a6a5 f1c4 a5a4 g1f3 a4a3 e1g1")
-- expect: open	rnbqkbnr/1pp1pppp/3P4/8/2B5/p4N2/PPPP1PPP/RNBQ1RK1 b kq -
play(start, "e2e4 e7e5 e1g1") -- expect: illegal: e1g1
play("8/8/8/8/8/5k2/5p2/5K2 b - -", "f3e3 f1g2 f2f1q")
-- expect: check	8/8/8/8/8/4k3/6K1/5q2 w - -
play("7k/8/5KQ1/8/8/8/8/8 w - -", "f6f7") -- expect: stalemate	7k/5K2/6Q1/8/8/8/8/8 b - -
