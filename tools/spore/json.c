/*
 * Writing JSON. Numbers are written exactly, strings escaped as RFC 8259 wants.
 */
#include "json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Bytes of the well-formed UTF-8 sequence at `text`, 0 if there is none. */
static int sequence_length(const unsigned char *text)
{
    static const struct {
        unsigned char lead_from, lead_to, second_from, second_to;
        int length;
    } FORMS[] = {
        {0x01, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2},
        {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
        {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4},
        {0xf4, 0xf4, 0x80, 0x8f, 4},
    };

    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        if (text[0] < FORMS[i].lead_from || text[0] > FORMS[i].lead_to) continue;
        if (FORMS[i].length == 1) return 1;
        if (text[1] < FORMS[i].second_from || text[1] > FORMS[i].second_to) continue;
        for (int j = 2; j < FORMS[i].length; j++) {
            if ((text[j] & 0xc0) != 0x80) return 0;
        }
        return FORMS[i].length;
    }
    return 0;
}

static void put_string(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    putchar('"');
    while (*at) {
        const int length = sequence_length(at);
        if (length == 0)
            fputs("\\ufffd", stdout);
        else if (*at == '"' || *at == '\\')
            printf("\\%c", *at);
        else if (*at < 32)
            printf("\\u%04x", *at);
        else
            fwrite(at, 1, (size_t)length, stdout);
        at += length > 0 ? length : 1;
    }
    putchar('"');
}

static void put_name(Json *json, const char *name)
{
    if (json->has_fields) fputs(", ", stdout);
    json->has_fields = true;
    put_string(name);
    fputs(": ", stdout);
}

void json_begin(Json *json)
{
    *json = (Json){0};
    putchar('[');
}

void json_end(Json *json)
{
    puts(json->has_rows ? "\n]" : "]");
}

void json_begin_row(Json *json)
{
    fputs(json->has_rows ? ",\n{" : "\n{", stdout);
    json->has_rows = true;
    json->has_fields = false;
}

void json_end_row(Json *json)
{
    (void)json; /* for symmetry: a row has no state after its end */
    putchar('}');
}

void json_text(Json *json, const char *name, const char *text)
{
    put_name(json, name);
    if (text)
        put_string(text);
    else
        fputs("null", stdout);
}

void json_integer(Json *json, const char *name, int64_t value)
{
    put_name(json, name);
    printf("%" PRId64, value);
}

void json_count(Json *json, const char *name, uint64_t value)
{
    put_name(json, name);
    printf("%" PRIu64, value);
}

void json_bool(Json *json, const char *name, bool value)
{
    put_name(json, name);
    fputs(value ? "true" : "false", stdout);
}

void json_begin_list(Json *json, const char *name)
{
    put_name(json, name);
    putchar('[');
}

void json_end_list(Json *json)
{
    putchar(']');
    json->has_fields = true;
}

void json_begin_inner(Json *json, bool is_first)
{
    fputs(is_first ? "{" : ", {", stdout);
    json->has_fields = false;
}

void json_end_inner(Json *json)
{
    putchar('}');
    json->has_fields = true;
}
