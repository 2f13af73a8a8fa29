/*
 * How much a resumable native of the library does in one entry: about 100 µs of
 * work. The `tiny` preset makes the slices so small that every program goes
 * through many of them.
 */
#pragma once

enum {
#ifdef SPORE_TINY
    SLICE_ELEMENTS = 3,    /* of a table */
    SLICE_BYTES = 5,       /* of a string */
    SLICE_MATCH_STEPS = 3, /* of the pattern matcher */
    PATTERN_OWN_ITEMS = 2,
    SORT_RUN_ELEMENTS = 4, /* sorted at once, without auxiliary tables */
    SORT_INSERTION_ELEMENTS = 2
#else
    SLICE_ELEMENTS = 8192,
    SLICE_BYTES = 128 * 1024,
    SLICE_MATCH_STEPS = 20000,
    PATTERN_OWN_ITEMS = 64,
    SORT_RUN_ELEMENTS = 512,
    SORT_INSERTION_ELEMENTS = 8
#endif
};
