/*
 * What has several values or parts: indexing and calls, lists, tables.
 */
#include "compiler/generate.h"
#include "vm/limits.h"

enum { TABLE_BATCH = 50 /* array items stored by one SETLIST */ };

/* ---- chains: a.b[c](d):e(f) ---- */

static bool is_link(const Expr *expr)
{
    return expr->kind == EXPR_INDEX || expr->kind == EXPR_CALL ||
           expr->kind == EXPR_METHOD;
}

static bool is_small_index(const Expr *key)
{
    return key->kind == EXPR_CONSTANT && key->constant.tag == TAG_INTEGER &&
           key->constant.as.integer >= 0 && key->constant.as.integer <= UINT8_MAX;
}

static void index_object(Code *code, Expr *expr, uint32_t object, uint32_t reg)
{
    uint32_t k;
    if (code_field_key(code, expr->right, &k)) {
        code->line = expr->line;
        code_abc(code, OP_GETFIELD, reg, object, k);
    } else if (is_small_index(expr->right)) {
        code->line = expr->line;
        code_abc(code, OP_GETINT, reg, object,
                 (uint32_t)expr->right->constant.as.integer);
    } else {
        const uint32_t key = generate_operand(code, expr->right);
        code->line = expr->line;
        code_abc(code, OP_GETINDEX, reg, object, key);
    }
}

/* Indexing at the start of a chain: the object is not in a register yet. */
static void index_first(Code *code, Expr *expr, uint32_t reg)
{
    uint32_t k;
    Expr *object = expr->left;
    if (object->kind == EXPR_UPVALUE && variable_is_cell(object->variable) &&
        code_field_key(code, expr->right, &k)) {
        code->line = expr->line;
        code_abc(code, OP_GETTABUP, reg, object->upvalue, k);
        return;
    }
    index_object(code, expr, generate_operand(code, object), reg);
}

/* R[base] := method of the object, R[base+1] := object; both are reserved. */
static void find_method(Code *code, Expr *call, uint32_t object, uint32_t base)
{
    uint32_t k;
    const Value method = string_value(call->method);
    code->line = call->items->line;
    if (call->method->is_short && code_near_constant(code, method, &k)) {
        code_abc(code, OP_SELF, base, object, k);
    } else {
        code->free = base;
        code_reserve(code, 3);
        code_abc(code, OP_MOVE, base + 1, object, 0);
        code_load(code, base + 2, method);
        code_abc(code, OP_GETINDEX, base, base + 1, base + 2);
    }
    code->free = base;
    code_reserve(code, 2);
}

/* The function stands in R[base] (and the object in the next one). */
static void call_function(Code *code, const Expr *call, uint32_t base, int want)
{
    const uint32_t before = code->free - base - 1; /* arguments that are there */
    const int count = generate_values(code, call->items);
    const uint32_t b = count == GENERATE_OPEN ? 0 : before + (uint32_t)count + 1;
    code->line = call->line;
    code_abc(code, OP_CALL, base, b, (uint32_t)(want + 1));
    code->free = base;
}

/*
 * One link. `is_first`: what it stands on is still an expression; else it is in
 * R[base]. The result goes to `reg`, of a call to R[base].
 */
static void link(Code *code, Expr *expr, bool is_first, uint32_t reg, int want)
{
    const uint32_t base = is_first ? code->free : code->free - 1;
    if (expr->kind == EXPR_INDEX) {
        if (is_first)
            index_first(code, expr, reg);
        else
            index_object(code, expr, base, reg);
    } else if (expr->kind == EXPR_METHOD) {
        find_method(code, expr, is_first ? generate_operand(code, expr->left) : base,
                    base);
        call_function(code, expr, base, want);
    } else {
        if (is_first) generate_next(code, expr->left);
        call_function(code, expr, base, want);
    }
    code->free = base;
}

/* Results of a call at the end: R[free] …; of an index: R[reg]. */
static void chain(Code *code, Expr *top, uint32_t reg, int want)
{
    Expr *expr = top;
    for (; is_link(expr->left); expr = expr->left)
        expr->left->next = expr;
    bool is_first = true;
    for (; expr != top && !code_has_failed(code); expr = expr->next, is_first = false) {
        link(code, expr, is_first, is_first ? code->free : code->free - 1, 1);
        code_reserve(code, 1);
    }
    link(code, top, is_first, reg, want);
}

void generate_chain(Code *code, Expr *expr, uint32_t reg)
{
    const uint32_t free = code->free;
    chain(code, expr, reg, 1);
    code->free = free;
    if (expr->kind != EXPR_INDEX && reg != free) code_abc(code, OP_MOVE, reg, free, 0);
}

/* ---- lists ---- */

void generate_multiple(Code *code, Expr *expr, int want)
{
    const uint32_t free = code->free;
    if (expr->kind == EXPR_VARARG) {
        code->line = expr->line;
        code_abc(code, OP_VARARG, code_reserve(code, 1), (uint32_t)(want + 1), 0);
    } else {
        chain(code, expr, free, want);
    }
    code->free = free;
}

int generate_values(Code *code, const ExprList *list)
{
    int count = 0;
    for (Expr *expr = list->first; expr && !code_has_failed(code); expr = expr->next) {
        if (!expr->next && expr_is_multiple(expr)) {
            generate_multiple(code, expr, GENERATE_OPEN);
            return GENERATE_OPEN;
        }
        generate_next(code, expr);
        count++;
    }
    return count;
}

void generate_adjusted(Code *code, const ExprList *list, uint32_t want)
{
    uint32_t count = 0;
    for (Expr *expr = list->first; expr && !code_has_failed(code); expr = expr->next) {
        if (!expr->next && expr_is_multiple(expr)) {
            const uint32_t left = want > count ? want - count : 0;
            generate_multiple(code, expr, (int)left);
            code_reserve(code, left);
            return;
        }
        generate_next(code, expr);
        if (count < want)
            count++;
        else
            code->free--; /* one too many: computed and dropped */
    }
    if (count < want) {
        const uint32_t first = code_reserve(code, want - count);
        code_load_nil(code, first, want - count);
    }
}

/* ---- tables ---- */

/* B of NEWTABLE for so many entries: 2^(B-1) hold them. */
static uint32_t entry_hint(uint32_t count)
{
    uint32_t hint = 0;
    while (hint < INSTRUCTION_NEWTABLE_MAX && count > (hint ? 1u << (hint - 1) : 0))
        hint++;
    return hint;
}

static void new_table(Code *code, const ExprList *items, uint32_t reg)
{
    uint32_t array_count = 0;
    uint32_t entry_count = 0;
    for (const Expr *item = items->first; item; item = item->next) {
        if (item->kind == EXPR_PAIR)
            entry_count++;
        else if (array_count < UINT8_MAX && !expr_is_multiple(item))
            array_count++;
    }
    code_abc(code, OP_NEWTABLE, reg, entry_hint(entry_count), array_count);
}

static void set_pair(Code *code, Expr *pair, uint32_t reg)
{
    const uint32_t free = code->free;
    uint32_t k;
    if (code_field_key(code, pair->left, &k)) {
        const uint32_t value = generate_operand(code, pair->right);
        code->line = pair->line;
        code_abc(code, OP_SETFIELD, reg, k, value);
    } else if (is_small_index(pair->left)) {
        const uint32_t value = generate_operand(code, pair->right);
        code->line = pair->line;
        code_abc(code, OP_SETINT, reg, (uint32_t)pair->left->constant.as.integer, value);
    } else {
        const uint32_t key = generate_operand(code, pair->left);
        const uint32_t value = generate_operand(code, pair->right);
        code->line = pair->line;
        code_abc(code, OP_SETINDEX, reg, key, value);
    }
    code->free = free;
}

/* Stores `count` (or all) values above the table at positions after `stored`. */
static void set_list(Code *code, uint32_t reg, int count, uint32_t stored)
{
    if (stored > INSTRUCTION_AX_MAX) {
        lexer_fail_at(&code->compiler->lexer, code->line, "constructor too long");
        return;
    }
    code_abc(code, OP_SETLIST, reg, (uint32_t)(count + 1), 0);
    code_emit(code, instruction_ax(OP_EXTRA, stored));
    code->free = reg + 1;
}

void generate_table(Code *code, Expr *expr, uint32_t reg)
{
    const uint32_t table = code_reserve(code, 1);
    uint32_t stored = 0;
    int pending = 0;
    new_table(code, expr->items, table);
    for (Expr *item = expr->items->first; item && !code_has_failed(code);
         item = item->next) {
        if (item->kind == EXPR_PAIR) {
            set_pair(code, item, table);
            continue;
        }
        if (!item->next && expr_is_multiple(item)) {
            generate_multiple(code, item, GENERATE_OPEN);
            set_list(code, table, GENERATE_OPEN, stored);
            pending = 0;
            break;
        }
        generate_next(code, item);
        if (++pending < TABLE_BATCH) continue;
        set_list(code, table, pending, stored);
        stored += (uint32_t)pending;
        pending = 0;
    }
    if (pending > 0) set_list(code, table, pending, stored);
    code->free = table;
    if (reg != table) code_abc(code, OP_MOVE, reg, table, 0);
}
