# The libraries that Spore stands on, as targets Spore::lmdb, Spore::msgpack and
# Spore::sodium: for the build, and for hosts that link the static library. Not by
# pkg-config: msgpack.pc breaks cross builds. Spore_MISSING says what was not found.

set(Spore_MISSING "")

macro(spore_outside name header)
  find_path(Spore_${name}_INCLUDE ${header})
  find_library(Spore_${name}_LIBRARY NAMES ${ARGN})
  mark_as_advanced(Spore_${name}_INCLUDE Spore_${name}_LIBRARY)
  if(NOT Spore_${name}_INCLUDE OR NOT Spore_${name}_LIBRARY)
    string(APPEND Spore_MISSING "${header} or its library (${ARGN}) is missing\n")
  elseif(NOT TARGET Spore::${name})
    add_library(Spore::${name} UNKNOWN IMPORTED)
    set_target_properties(Spore::${name} PROPERTIES
      IMPORTED_LOCATION ${Spore_${name}_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES ${Spore_${name}_INCLUDE})
  endif()
endmacro()

spore_outside(lmdb lmdb.h lmdb)
spore_outside(msgpack msgpack/pack.h msgpackc msgpack-c)
spore_outside(sodium sodium.h sodium)
if(Spore_MISSING)
  string(APPEND Spore_MISSING
    "on Debian: apt-get install liblmdb-dev libmsgpack-dev libsodium-dev")
endif()
