-- Enters its own value.
runs = (runs or 0) + 1
package.loaded[...] = "entered"
