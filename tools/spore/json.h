/*
 * JSON on stdout: an array with one object a line, so that jq and grep both work.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Json {
    bool has_rows;
    bool has_fields;
} Json;

void json_begin(Json *json);
void json_end(Json *json);
void json_begin_row(Json *json);
void json_end_row(Json *json);

/* `text` is bytes; what is not UTF-8 becomes U+FFFD. NULL: null. */
void json_text(Json *json, const char *name, const char *text);
void json_integer(Json *json, const char *name, int64_t value);
void json_count(Json *json, const char *name, uint64_t value);
void json_bool(Json *json, const char *name, bool value);

/* An array of objects inside a row; its objects by json_begin_inner(). */
void json_begin_list(Json *json, const char *name);
void json_end_list(Json *json);
void json_begin_inner(Json *json, bool is_first);
void json_end_inner(Json *json);
