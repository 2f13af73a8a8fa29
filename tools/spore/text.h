/*
 * Texts for people: columns, times, sizes, durations, colour.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "2026-03-01 12:30:05" in local time. */
void text_time(int64_t realtime_ns, char *out, size_t size);
/* "2026-03-01T12:30:05.123456Z" */
void text_time_utc(int64_t realtime_ns, char *out, size_t size);
/* "1.2 MB" (powers of 1000) */
void text_size(uint64_t bytes, char *out, size_t size);
/* "350us", "12.5ms", "3.1s" */
void text_duration(int64_t ns, char *out, size_t size);

/*
 * A column heading on stdout: bold on a terminal, unless NO_COLOR is set.
 */
void text_heading(const char *line);
