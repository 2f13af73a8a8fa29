/*
 * A chunk from text to verified prototypes.
 */
#include "compiler/compile.h"

#include <string.h>

#include "compiler/generate.h"
#include "compiler/parser.h"
#include "vm/bytecode.h"

/* A file may start with a byte order mark, and with a line for the shell. */
static void skip_file_start(const char **text, size_t *length)
{
    size_t skip = 0;
    if (*length >= 3 && memcmp(*text, "\xef\xbb\xbf", 3) == 0) skip = 3;
    if (skip < *length && (*text)[skip] == '#')
        while (skip < *length && (*text)[skip] != '\n' && (*text)[skip] != '\r')
            skip++; /* the line break stays: lines count from the file's first */
    *text += skip;
    *length -= skip;
}

static Proto *new_main(VM *vm, const char *text, size_t length, const char *source_name)
{
    Proto *main = proto_new(vm);
    if (!main) return NULL;
    main->source_name = string_from(vm, source_name);
    main->source_text = string_new(vm, text, length);
    return main->source_name && main->source_text ? main : NULL;
}

/* The prototypes are made; names, list and proof are missing. */
static SporeStatus complete(VM *vm, const Proto *named, Proto *main)
{
    SporeStatus status = SPORE_OK;
    Report report = {{0}};
    main->source_name = named->source_name;
    main->source_text = named->source_text;
    if (!proto_complete(vm, main)) return SPORE_NO_MEMORY;
    for (uint32_t i = 0; i < main->all_count; i++)
        TRY(bytecode_verify(main->all[i], &report));
    proto_list_chunk(vm, main);
done:
    /* Not the text's fault, whatever the text. */
    if (status != SPORE_OK) vm_fail(vm, "compiler: %s", report.text);
    return status == SPORE_OK ? SPORE_OK : SPORE_SYNTAX;
}

SporeStatus compile_text(VM *vm, const char *text, size_t length, const char *source_name,
                         Proto **out_main)
{
    Compiler compiler = {.vm = vm};
    Proto *named = new_main(vm, text, length, source_name);
    if (!named) return SPORE_NO_MEMORY;
    if (source_name[0] == '@') skip_file_start(&text, &length);

    arena_init(&compiler.arena, &vm->memory);
    names_init(&compiler.names, &compiler.arena);
    lexer_init(&compiler.lexer, vm, named, text, length);
    FunctionNode *node = arena_new(&compiler.arena, sizeof *node);
    Proto *main = NULL;
    if (!compiler.arena.has_failed) {
        node->is_vararg = true;
        parser_chunk(&compiler, node);
        main = generate_function(&compiler, node);
    }
    SporeStatus status =
        compiler.arena.has_failed ? SPORE_NO_MEMORY : compiler.lexer.status;
    names_deinit(&compiler.names);
    arena_deinit(&compiler.arena);
    lexer_deinit(&compiler.lexer);
    if (status == SPORE_OK) status = complete(vm, named, main);
    if (status == SPORE_NO_MEMORY) vm_no_memory(vm);
    if (status == SPORE_OK) *out_main = main;
    return status;
}

Closure *compile_closure(VM *vm, Proto *main, Value environment)
{
    Closure *closure = closure_new(vm, main);
    Upvalue *cell = upvalue_new_closed(vm, environment);
    if (!closure || !cell) return NULL;
    if (main->upvalue_count > 0) closure->upvalues[0] = value_object(TAG_UPVALUE, cell);
    return closure;
}
