-- ch:send_sequence(list) sends the items of a list, ch:send_sequence(f, s, i) what a
-- generic for would get first of each round. Gives how many.

function send_sequence(_, ch, list, state, key)
    local count = 0
    if type(list) == "function" then
        for value in list, state, key do
            ch:send(value)
            count = count + 1
        end
    else
        count = #list
        for i = 1, count do ch:send(list[i]) end
    end
    return count
end
