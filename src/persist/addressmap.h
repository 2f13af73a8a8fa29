/*
 * Addresses of objects to numbers: a hash for the time of one save or dump.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct AddressSlot {
    const void *address; /* NULL: free */
    uint64_t number;
} AddressSlot;

typedef struct AddressMap {
    AddressSlot *slots; /* malloc; a power of two, at least half of them free */
    size_t capacity;
    size_t count;
} AddressMap;

/* 0: not there. */
uint64_t address_map_find(const AddressMap *map, const void *address);
/* One that is not there yet; number > 0. false: out of memory. */
bool address_map_add(AddressMap *map, const void *address, uint64_t number);
void address_map_deinit(AddressMap *map);
