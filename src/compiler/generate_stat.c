/*
 * Statements and functions.
 */
#include "compiler/generate.h"
#include "compiler/parser.h"
#include "vm/limits.h"

static void statements(Code *code, const Block *block);

/* Nothing behind the block's last statement is ever reached. */
static bool ends_in_jump(const Block *block)
{
    return block->last &&
           (block->last->kind == STAT_RETURN || block->last->kind == STAT_GOTO);
}

/* Closes what must be closed from `position` on. */
static void close_from(Code *code, uint32_t position)
{
    uint32_t reg;
    if (code_find_closing(code, position, &reg)) code_abc(code, OP_CLOSE, reg, 0, 0);
}

/* The variables from `position` on leave scope at the end of `block`. */
static void leave(Code *code, const Block *block, uint32_t position)
{
    if (!ends_in_jump(block)) close_from(code, position);
    code_drop_variables(code, position);
}

static void generate_block(Code *code, const Block *block)
{
    const uint32_t position = code_position(code);
    statements(code, block);
    leave(code, block, position);
}

/* ---- declarations ---- */

static void add_variables(Code *code, const VariableList *list, uint32_t reg)
{
    for (; list; list = list->next) {
        code_add_variable(code, list->variable, reg);
        if (list->variable->kind != VARIABLE_FOLDED) reg++;
    }
}

static void local_variables(Code *code, const Stat *stat)
{
    uint32_t count = 0;
    const Variable *closed = NULL;
    for (const VariableList *list = stat->variables; list; list = list->next) {
        count += list->variable->kind != VARIABLE_FOLDED;
        if (list->variable->kind == VARIABLE_CLOSE) closed = list->variable;
    }
    const uint32_t first = code->free;
    generate_adjusted(code, &stat->values, count);
    add_variables(code, stat->variables, first);
    code->line = stat->line;
    if (closed) code_abc(code, OP_TBC, closed->reg, 0, 0);
}

static void local_function(Code *code, const Stat *stat)
{
    Variable *variable = stat->variables->variable;
    code_add_variable(code, variable, code_reserve(code, 1));
    generate_to(code, stat->values.first, variable->reg);
    /* Debug information sees it only when it has its value. */
    if (code_has_failed(code)) return;
    code->locals[variable->local].start_pc = code->count;
}

/* ---- assignments ---- */

/* The statement assigns to this variable. */
static bool is_assigned(const Stat *stat, const Expr *expr)
{
    if (expr->kind != EXPR_LOCAL && expr->kind != EXPR_UPVALUE) return false;
    for (const Expr *target = stat->targets.first; target; target = target->next)
        if (target->kind == expr->kind && target->variable == expr->variable) return true;
    return false;
}

/* An operand of a target; a copy if the statement changes it before its use. */
static uint8_t target_operand(Code *code, const Stat *stat, Expr *expr)
{
    return (uint8_t)(is_assigned(stat, expr) ? generate_next(code, expr)
                                             : generate_operand(code, expr));
}

/* A field of a cell that stays as it is meanwhile, mostly a global variable. */
static bool is_cell_field(Code *code, const Stat *stat, const Expr *target,
                          uint32_t *out_key)
{
    return target->left->kind == EXPR_UPVALUE &&
           variable_is_cell(target->left->variable) && !is_assigned(stat, target->left) &&
           code_field_key(code, target->right, out_key);
}

static bool is_small_index(const Expr *key)
{
    return key->kind == EXPR_CONSTANT && key->constant.tag == TAG_INTEGER &&
           key->constant.as.integer >= 0 && key->constant.as.integer <= UINT8_MAX;
}

/* Computes the object and the key of an indexed target. */
static void prepare(Code *code, const Stat *stat, Expr *target)
{
    uint32_t k;
    if (target->kind != EXPR_INDEX || is_cell_field(code, stat, target, &k)) return;
    target->object_reg = target_operand(code, stat, target->left);
    if (!code_field_key(code, target->right, &k) && !is_small_index(target->right))
        target->key_reg = target_operand(code, stat, target->right);
}

static void store_indexed(Code *code, const Stat *stat, const Expr *target,
                          uint32_t value)
{
    uint32_t k;
    const Expr *key = target->right;
    if (is_cell_field(code, stat, target, &k))
        code_abc(code, OP_SETTABUP, target->left->upvalue, k, value);
    else if (code_field_key(code, key, &k))
        code_abc(code, OP_SETFIELD, target->object_reg, k, value);
    else if (is_small_index(key))
        code_abc(code, OP_SETINT, target->object_reg, (uint32_t)key->constant.as.integer,
                 value);
    else
        code_abc(code, OP_SETINDEX, target->object_reg, target->key_reg, value);
}

static void store(Code *code, const Stat *stat, const Expr *target, uint32_t value)
{
    code->line = stat->line;
    if (target->kind == EXPR_INDEX)
        store_indexed(code, stat, target, value);
    else if (target->kind == EXPR_UPVALUE)
        code_abc(code, OP_SETCELL, value, target->upvalue, 0);
    else if (target->variable->reg != value)
        code_abc(code, OP_MOVE, target->variable->reg, value, 0);
}

/* One value straight to its place. */
static void store_expression(Code *code, const Stat *stat, const Expr *target,
                             Expr *value)
{
    if (target->kind == EXPR_LOCAL)
        generate_to(code, value, target->variable->reg);
    else
        store(code, stat, target, generate_operand(code, value));
}

/* Values that are computed already, to the targets, the last one first. */
static void store_all(Code *code, const Stat *stat, Expr *const *targets, uint32_t count,
                      uint32_t first)
{
    while (count-- > 0)
        store(code, stat, targets[count], first + count);
}

/* As many values as targets: the last one needs no register in between. */
static void assign_each(Code *code, const Stat *stat, Expr *const *targets,
                        uint32_t count)
{
    const uint32_t first = code->free;
    uint32_t i = 0;
    for (Expr *value = stat->values.first; value; value = value->next, i++) {
        if (i + 1 == count)
            store_expression(code, stat, targets[i], value);
        else
            generate_next(code, value);
    }
    store_all(code, stat, targets, count - 1, first);
}

static void assign(Code *code, const Stat *stat)
{
    const uint32_t free = code->free;
    Expr *targets[PARSER_MAX_DEPTH + 1];
    uint32_t count = 0;
    uint32_t value_count = 0;
    for (Expr *target = stat->targets.first; target; target = target->next) {
        prepare(code, stat, target);
        targets[count++] = target;
    }
    for (const Expr *value = stat->values.first; value; value = value->next)
        value_count++;
    if (value_count == count) {
        assign_each(code, stat, targets, count);
    } else {
        const uint32_t first = code->free;
        generate_adjusted(code, &stat->values, count);
        store_all(code, stat, targets, count, first);
    }
    code->free = free;
}

/* ---- returns ---- */

/* The call just emitted becomes a tail call. */
static void make_tail_call(Code *code, bool closes)
{
    if (code_has_failed(code)) return;
    Instruction *call = &code->code[code->count - 1];
    *call =
        instruction_abc(OP_TAILCALL, INSTRUCTION_A(*call), INSTRUCTION_B(*call), closes);
}

static void emit_return(Code *code, uint32_t first, int count, bool closes)
{
    if (closes || count > 1 || count == GENERATE_OPEN)
        code_abc(code, OP_RETURN, first, (uint32_t)(count + 1), closes);
    else if (count == 0)
        code_abc(code, OP_RETURN0, 0, 0, 0);
    else
        code_abc(code, OP_RETURN1, first, 0, 0);
}

static void return_values(Code *code, const Stat *stat)
{
    uint32_t reg;
    const uint32_t free = code->free;
    const bool closes = code_find_closing(code, 0, &reg);
    Expr *first = stat->values.first;
    const bool is_single = first && !first->next;
    if (is_single && expr_is_multiple(first) && first->kind != EXPR_VARARG &&
        !code_has_close(code)) {
        generate_multiple(code, first, GENERATE_OPEN);
        make_tail_call(code, closes);
    } else if (is_single && !expr_is_multiple(first)) {
        reg = generate_operand(code, first);
        code->line = stat->line;
        emit_return(code, reg, 1, closes);
    } else {
        const int count = generate_values(code, &stat->values);
        code->line = stat->line;
        emit_return(code, first ? free : 0, count, closes);
    }
    code->free = free;
}

/* ---- jumps ---- */

static void jump_to(Code *code, const Stat *stat)
{
    Label *label = stat->label;
    code->line = stat->line;
    close_from(code, stat->close_position);
    if (label->pc == LABEL_PENDING)
        code_jump(code, &label->jumps);
    else
        code_loop(code, label->pc);
}

static void place_label(Code *code, Label *label)
{
    code_land(code, label->jumps);
    label->jumps = NO_JUMP;
    label->pc = code->count;
}

/* A branch that is but one forward jump: the condition itself can take it. */
static bool is_plain_jump(const Code *code, const Stat *branch)
{
    uint32_t reg;
    const Stat *only = branch->body.first;
    return only && !only->next && only->kind == STAT_GOTO &&
           only->label->pc == LABEL_PENDING &&
           !code_find_closing(code, only->close_position, &reg);
}

static void if_statement(Code *code, const Stat *stat)
{
    JumpList end = NO_JUMP;
    for (; stat && !code_has_failed(code); stat = stat->other) {
        if (stat->kind == STAT_DO) {
            generate_block(code, &stat->body);
            break;
        }
        JumpList skip = NO_JUMP;
        if (is_plain_jump(code, stat)) {
            generate_condition(code, stat->condition, true,
                               &stat->body.first->label->jumps);
            continue;
        }
        generate_condition(code, stat->condition, false, &skip);
        generate_block(code, &stat->body);
        if (stat->other && !ends_in_jump(&stat->body)) code_jump(code, &end);
        code_land(code, skip);
    }
    code_land(code, end);
}

/* ---- loops ---- */

static void while_loop(Code *code, const Stat *stat)
{
    const uint32_t start = code->count;
    generate_condition(code, stat->condition, false, &stat->exit->jumps);
    generate_block(code, &stat->body);
    if (!ends_in_jump(&stat->body)) code_loop(code, start);
    place_label(code, stat->exit);
}

/*
 * The condition sees the body's variables, so they are closed after it, on the way
 * back as on the way out.
 */
static void repeat_loop(Code *code, const Stat *stat)
{
    const uint32_t start = code->count;
    const uint32_t position = code_position(code);
    JumpList done = NO_JUMP;
    uint32_t reg;
    statements(code, &stat->body);
    generate_condition(code, stat->condition, true, &done);
    const bool closes = code_find_closing(code, position, &reg);
    if (closes) code_abc(code, OP_CLOSE, reg, 0, 0);
    code_loop(code, start);
    code_land(code, done);
    if (closes) code_abc(code, OP_CLOSE, reg, 0, 0);
    code_drop_variables(code, position);
    place_label(code, stat->exit);
}

/* Adds the hidden variables of a for loop; returns the visible ones. */
static const VariableList *add_hidden(Code *code, const VariableList *list, uint32_t reg,
                                      int count)
{
    for (; count > 0; count--, list = list->next)
        code_add_variable(code, list->variable, reg++);
    return list;
}

/* The body with the loop's visible variables, from register `reg` on. */
static void loop_body(Code *code, const Stat *stat, const VariableList *visible)
{
    const uint32_t position = code_position(code);
    uint32_t count = 0;
    for (const VariableList *list = visible; list; list = list->next)
        count++;
    add_variables(code, visible, code_reserve(code, count));
    statements(code, &stat->body);
    leave(code, &stat->body, position);
}

static void for_loop(Code *code, const Stat *stat)
{
    const uint32_t position = code_position(code);
    const uint32_t base = code->free;
    uint32_t count = 0;
    for (Expr *value = stat->values.first; value; value = value->next, count++)
        generate_next(code, value);
    if (count == 2) code_load(code, code_reserve(code, 1), value_integer(1));
    const VariableList *visible = add_hidden(code, stat->variables, base, 3);
    code->line = stat->values.line;
    code_abc(code, OP_FORPREP, base, 0, 0);
    code_jump(code, &stat->exit->jumps);
    const uint32_t start = code->count;
    loop_body(code, stat, visible);
    code->line = stat->line;
    code_abc(code, OP_FORLOOP, base, 0, 0);
    code_loop(code, start);
    place_label(code, stat->exit);
    code_drop_variables(code, position);
}

static void for_in_loop(Code *code, const Stat *stat)
{
    enum { HIDDEN = 4, CALL_ROOM = 3 /* the iterator and its arguments */ };
    const uint32_t position = code_position(code);
    const uint32_t base = code->free;
    JumpList call = NO_JUMP;
    generate_adjusted(code, &stat->values, HIDDEN);
    const VariableList *visible = add_hidden(code, stat->variables, base, HIDDEN);
    code_reserve(code, CALL_ROOM);
    code->free = base + HIDDEN;
    code->line = stat->values.line;
    code_abc(code, OP_TFORPREP, base, 0, 0);
    code_jump(code, &call);
    const uint32_t start = code->count;
    loop_body(code, stat, visible);
    code_land(code, call);
    code->line = stat->line;
    uint32_t count = 0;
    for (; visible; visible = visible->next)
        count++;
    code_abc(code, OP_TFORCALL, base, count, 0);
    code_abc(code, OP_TFORLOOP, base, 0, 0);
    code_loop(code, start);
    place_label(code, stat->exit);
    close_from(code, position);
    code_drop_variables(code, position);
}

/* ---- statements ---- */

static void statement(Code *code, const Stat *stat)
{
    code->line = stat->line;
    switch ((StatKind)stat->kind) {
    case STAT_LOCAL: local_variables(code, stat); break;
    case STAT_LOCAL_FUNCTION: local_function(code, stat); break;
    case STAT_ASSIGN: assign(code, stat); break;
    case STAT_CALL: generate_multiple(code, stat->values.first, 0); break;
    case STAT_DO: generate_block(code, &stat->body); break;
    case STAT_WHILE: while_loop(code, stat); break;
    case STAT_REPEAT: repeat_loop(code, stat); break;
    case STAT_IF: if_statement(code, stat); break;
    case STAT_FOR: for_loop(code, stat); break;
    case STAT_FOR_IN: for_in_loop(code, stat); break;
    case STAT_RETURN: return_values(code, stat); break;
    case STAT_GOTO: jump_to(code, stat); break;
    case STAT_LABEL: place_label(code, stat->label); break;
    }
}

static void statements(Code *code, const Block *block)
{
    for (const Stat *stat = block->first; stat && !code_has_failed(code);
         stat = stat->next)
        statement(code, stat);
}

static void function_body(Code *code)
{
    const FunctionNode *node = code->node;
    uint32_t reg;
    add_variables(code, node->parameters, code_reserve(code, node->parameter_count));
    statements(code, &node->body);
    code->line = node->last_line;
    if (!node->body.last || node->body.last->kind != STAT_RETURN)
        emit_return(code, 0, 0, code_find_closing(code, 0, &reg));
    code_drop_variables(code, 0);
}

Proto *generate_function(Compiler *compiler, FunctionNode *node)
{
    Code code;
    if (compiler_has_failed(compiler)) return NULL;
    code_init(&code, compiler, node);
    function_body(&code);
    Proto *proto = code_finish(&code);
    code_deinit(&code);
    return proto;
}
