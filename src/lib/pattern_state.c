/*
 * A paused match as a string: what match_continue() needs, in variable-length
 * numbers. Read back, every offset and number is checked against the subject and the
 * pattern, so the matcher itself need not.
 */
#include "lib/pattern.h"

#include "base/bytes.h"

static void pack_choices(const Match *match, Bytes *out)
{
    bytes_put_varint(out, match->choice_count);
    for (uint32_t i = 0; i < match->choice_count; i++) {
        const Choice *choice = &match->choices[i];
        bytes_put_varint(out, choice->kind);
        bytes_put_varint(out, choice->item);
        bytes_put_varint(out, choice->rest);
        bytes_put_varint(out, choice->least);
        bytes_put_varint(out, choice->at);
        bytes_put_varint(out, choice->count);
    }
}

String *match_pack(VM *vm, const Match *match)
{
    Bytes out = {0};
    bytes_put_varint(&out, match->next);
    bytes_put_varint(&out, match->subject_at);
    bytes_put_varint(&out, match->level);
    for (uint32_t i = 0; i < match->level; i++) {
        bytes_put_varint(&out, (uint64_t)match->captures[i].start);
        bytes_put_varint(&out, (uint64_t)(match->captures[i].length - CAPTURE_POSITION));
    }
    pack_choices(match, &out);
    String *state = NULL;
    if (out.has_failed)
        vm_no_memory(vm);
    else
        state = string_new(vm, (const char *)out.data, out.count);
    bytes_deinit(&out);
    return state;
}

static bool unpack_capture(Match *match, Reader *in, Capture *capture)
{
    const uint64_t start = reader_take_varint(in);
    const uint64_t length = reader_take_varint(in);
    if (start > match->subject_length || length > match->subject_length - start + 2)
        return false;
    capture->start = (int64_t)start;
    capture->length = (int64_t)length + CAPTURE_POSITION;
    return true;
}

static bool unpack_choice(Match *match, Reader *in, Choice *choice)
{
    const uint64_t kind = reader_take_varint(in);
    const uint64_t item = reader_take_varint(in);
    const uint64_t rest = reader_take_varint(in);
    const uint64_t least = reader_take_varint(in);
    choice->at = reader_take_varint(in);
    choice->count = reader_take_varint(in);
    if (kind >= CHOICE_KINDS || item >= match->items.count || least > 1 ||
        rest >= match->items.count || choice->at > match->subject_length)
        return false;
    choice->kind = (uint32_t)kind;
    choice->item = (uint32_t)item;
    choice->rest = (uint32_t)rest;
    choice->least = (uint32_t)least;
    if (kind == CHOICE_CLOSED) return choice->count < PATTERN_MAX_CAPTURES;
    return choice->count <= match->subject_length - choice->at;
}

bool match_unpack(Match *match, const String *state)
{
    Reader in = {(const uint8_t *)state->data,
                 (const uint8_t *)state->data + state->length, false};
    const uint64_t next = reader_take_varint(&in);
    match->subject_at = reader_take_varint(&in);
    const uint64_t level = reader_take_count(&in, 2, PATTERN_MAX_CAPTURES);
    if (next >= match->items.count || match->subject_at > match->subject_length)
        return false;
    match->next = (uint32_t)next;
    for (match->level = 0; match->level < level; match->level++)
        if (!unpack_capture(match, &in, &match->captures[match->level])) return false;
    const uint64_t choices = reader_take_count(&in, 6, PATTERN_MAX_CHOICES);
    for (match->choice_count = 0; match->choice_count < choices; match->choice_count++)
        if (!unpack_choice(match, &in, &match->choices[match->choice_count]))
            return false;
    return !in.has_failed;
}
