/*
 * Permanents: objects that a dump names instead of holding them, and that a load finds
 * by that name in the VM that it loads into. The caller gives some in a table; what
 * the VM and its library consist of are the others:
 *
 *   scope         names
 *   "vm"          "globals", "registry", "main tasklet"
 *   "library"     the library's modules in package.loaded
 *   a module      tables and handles in that module: "io", "stdout"
 *   "registry"    tables and handles in the registry
 *   "metatable"   types whose values share one: "string"
 */
#pragma once

#include "persist/addressmap.h"
#include "vm/vm.h"

typedef struct Permanent {
    Object *object;
    const char *scope; /* NULL: in the caller's table */
    const char *name;  /* points into a string of the VM, or a constant */
    size_t length;
} Permanent;

typedef struct Permanents {
    const Table *own; /* the caller's, or NULL */
    Permanent *items; /* of the VM; with permanents_index() the caller's, too */
    uint32_t count;
    uint32_t capacity;
    AddressMap positions; /* of objects in `items`, from 1 */
} Permanents;

/* Those of the VM. They stand until the next safepoint. false: out of memory. */
bool permanents_init(Permanents *permanents, VM *vm, const Table *own);
/* The caller's are added, and all can be found by their objects. */
bool permanents_index(Permanents *permanents);
void permanents_deinit(Permanents *permanents);

/* By the object; after permanents_index(). NULL: it is none. */
const Permanent *permanents_find(const Permanents *permanents, const Object *object);
/* By the name; `scope` has no end of its own. NULL: there is none. */
Object *permanents_get(VM *vm, const Permanents *permanents, const char *scope,
                       size_t scope_length, const char *name, size_t length);
