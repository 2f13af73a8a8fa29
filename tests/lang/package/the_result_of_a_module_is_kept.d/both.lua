-- Enters a value and returns another.
runs = (runs or 0) + 1
package.loaded[...] = "entered"
return "returned"
