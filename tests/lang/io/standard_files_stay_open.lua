-- The standard files cannot be closed.
print(io.stdout:close()) -- expect: nil	cannot close standard file
print(io.stderr:close()) -- expect: nil	cannot close standard file
print(io.stdin:close()) -- expect: nil	cannot close standard file
print(io.close(io.stdout)) -- expect: nil	cannot close standard file
print(io.close()) -- expect: nil	cannot close standard file
do
    local f <close> = io.stdout
end
print(io.type(io.stdin), io.type(io.stdout), io.type(io.stderr)) -- expect: file	file	file
print(io.stdin:read("a") == "", io.read("l"), io.read("n"), io.stdin:read(0))
-- expect: true	nil	nil	nil
print(tostring(io.stderr):match("^file %(") == "file (", io.stderr:write() == io.stderr)
-- expect: true	true
