/*
 * Values, frames and stacks as texts for people. Texts are cut to fit, and control
 * characters in them are written as escapes.
 */
#pragma once

#include "vm/vm.h"

/* Text that ends with a 0. */
void describe_bytes(const char *text, char *out, size_t size);
/* A string's bytes, without quotes. */
void describe_text(const String *string, char *out, size_t size);
/* A value as one line: numbers as Lua prints them, strings quoted, tables by their
 * counts, functions by their place. */
void describe_value(VM *vm, Value value, char *out, size_t size);
/* One frame; `level` and `coroutine` are the caller's to fill. */
void describe_frame(const Fiber *fiber, uint32_t index, SporeFrameInfo *info);
/* The channels that a tasklet waits on, by number: "channel 5"; of select "receive 5,
 * send 7", some of them; else "". */
void describe_wait(VM *vm, const Tasklet *tasklet, char *out, size_t size);
/* All frames of a living tasklet, innermost first. */
void describe_stack(VM *vm, const Tasklet *tasklet, const SporeStackVisitor *visitor);
