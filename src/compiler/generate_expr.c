/*
 * Expressions: single values, operators, lists.
 */
#include "compiler/generate.h"
#include "vm/interpret.h"

_Static_assert(OP_SHR - OP_ADD == (int)ARITH_SHR, "operators in the order of Arith");
_Static_assert(OP_IDIVK - OP_ADDK == (int)ARITH_IDIV, "operators in the order of Arith");

static bool is_fresh(const Code *code, uint32_t reg)
{
    return reg >= code->free;
}

uint32_t generate_next(Code *code, Expr *expr)
{
    const uint32_t reg = code->free;
    generate_to(code, expr, reg);
    return code_reserve(code, 1);
}

uint32_t generate_operand(Code *code, Expr *expr)
{
    if (expr->kind == EXPR_LOCAL) return expr->variable->reg;
    return generate_next(code, expr);
}

/* ---- arithmetic ---- */

/* One step of a chain: R[reg] := R[left] op right. */
static void arith_step(Code *code, const Expr *expr, uint32_t left, uint32_t reg)
{
    uint32_t k;
    Expr *right = expr->right;
    const bool is_near = right->kind == EXPR_CONSTANT &&
                         value_is_number(right->constant) && expr->op <= ARITH_IDIV &&
                         code_near_constant(code, right->constant, &k);
    if (is_near) {
        code->line = expr->line;
        code_abc(code, (Opcode)(OP_ADDK + expr->op), reg, left, k);
        return;
    }
    const uint32_t operand = generate_operand(code, right);
    code->line = expr->line;
    code_abc(code, (Opcode)(OP_ADD + expr->op), reg, left, operand);
}

/* Walks down to the leftmost operator first: the chain may be long. */
static void arith(Code *code, Expr *top, uint32_t reg)
{
    const uint32_t free = code->free;
    Expr *expr = top;
    for (; expr->left->kind == EXPR_ARITH; expr = expr->left)
        expr->left->next = expr;
    uint32_t left = generate_operand(code, expr->left);
    for (; expr != top && !code_has_failed(code); expr = expr->next) {
        arith_step(code, expr, left, free);
        code->free = free;
        left = code_reserve(code, 1);
    }
    arith_step(code, top, left, reg);
    code->free = free;
}

static void unary(Code *code, Opcode op, Expr *expr, uint32_t reg)
{
    const uint32_t free = code->free;
    const uint32_t operand = generate_operand(code, expr->left);
    code->line = expr->line;
    code_abc(code, op, reg, operand, 0);
    code->free = free;
}

static void move(Code *code, uint32_t to, uint32_t from)
{
    if (to != from) code_abc(code, OP_MOVE, to, from, 0);
}

static void concat(Code *code, const Expr *expr, uint32_t reg)
{
    const uint32_t first = code->free;
    uint32_t count = 0;
    for (Expr *item = expr->items->first; item; item = item->next, count++)
        generate_next(code, item);
    code->line = expr->line;
    code_abc(code, OP_CONCAT, first, count, 0);
    code->free = first;
    move(code, reg, first);
}

/* ---- functions ---- */

static void closure(Code *code, const Expr *expr, uint32_t reg)
{
    Compiler *compiler = code->compiler;
    Proto *child = generate_function(compiler, expr->function);
    Proto **grown =
        memory_grow_array(&compiler->vm->memory, code->children, sizeof *grown,
                          &code->child_capacity, code->child_count + 1, 4);
    if (!grown) {
        lexer_fail_memory(&compiler->lexer);
        return;
    }
    code->children = grown;
    code->line = expr->line;
    if (code->child_count > UINT16_MAX) {
        lexer_fail_at(&compiler->lexer, code->line, "too many functions in one function");
        return;
    }
    grown[code->child_count] = child;
    code_emit(code, instruction_abx(OP_CLOSURE, reg, code->child_count++));
}

/* ---- one value ---- */

static void upvalue(Code *code, const Expr *expr, uint32_t reg)
{
    const bool is_cell = variable_is_cell(expr->variable);
    code_abc(code, is_cell ? OP_GETCELL : OP_GETUPVAL, reg, expr->upvalue, 0);
}

void generate_to(Code *code, Expr *expr, uint32_t reg)
{
    if (code_has_failed(code)) return;
    code->line = expr->line;
    switch ((ExprKind)expr->kind) {
    case EXPR_CONSTANT: code_load(code, reg, expr->constant); break;
    case EXPR_LOCAL: move(code, reg, expr->variable->reg); break;
    case EXPR_UPVALUE: upvalue(code, expr, reg); break;
    case EXPR_VARARG: code_abc(code, OP_VARARG, reg, 2, 0); break;
    case EXPR_FUNCTION: closure(code, expr, reg); break;
    case EXPR_TABLE: generate_table(code, expr, reg); break;
    case EXPR_INDEX:
    case EXPR_CALL:
    case EXPR_METHOD: generate_chain(code, expr, reg); break;
    case EXPR_ARITH: arith(code, expr, reg); break;
    case EXPR_COMPARE:
    case EXPR_NOT: generate_boolean(code, expr, reg); break;
    case EXPR_AND:
    case EXPR_OR: generate_logic(code, expr, reg); break;
    case EXPR_CONCAT: concat(code, expr, reg); break;
    case EXPR_NEGATE: unary(code, OP_UNM, expr, reg); break;
    case EXPR_BIT_NOT: unary(code, OP_BNOT, expr, reg); break;
    case EXPR_LENGTH: unary(code, OP_LEN, expr, reg); break;
    case EXPR_PAIR: break; /* only inside a table */
    }
}

/* ---- truth ---- */

/* The leftmost expression of a chain of this kind; `next` leads back up. */
static Expr *leftmost(Expr *top, ExprKind kind)
{
    Expr *expr = top;
    for (; expr->left->kind == kind; expr = expr->left)
        expr->left->next = expr;
    return expr;
}

static bool fits_sb(const Expr *expr)
{
    return expr->kind == EXPR_CONSTANT && expr->constant.tag == TAG_INTEGER &&
           expr->constant.as.integer >= -INSTRUCTION_SB_BIAS &&
           expr->constant.as.integer < INSTRUCTION_SB_BIAS;
}

static uint32_t biased(const Expr *expr)
{
    return (uint32_t)(expr->constant.as.integer + INSTRUCTION_SB_BIAS);
}

static void equality(Code *code, Expr *expr, bool holds, JumpList *list)
{
    uint32_t k;
    Expr *left = expr->left;
    Expr *right = expr->right;
    if (left->kind == EXPR_CONSTANT) {
        left = expr->right;
        right = expr->left;
    }
    const uint32_t a = generate_operand(code, left);
    if (right->kind == EXPR_CONSTANT && code_near_constant(code, right->constant, &k)) {
        code->line = expr->line;
        code_condition(code, OP_EQK, a, k, holds, list);
        return;
    }
    const uint32_t b = generate_operand(code, right);
    code->line = expr->line;
    code_condition(code, OP_EQ, a, b, holds, list);
}

static void order(Code *code, Expr *expr, bool holds, JumpList *list)
{
    static const uint8_t WITH_RIGHT[] = {OP_LTI, OP_LEI, OP_GTI, OP_GEI};
    static const uint8_t WITH_LEFT[] = {OP_GTI, OP_GEI, OP_LTI, OP_LEI};
    const int which = expr->op - COMPARE_LT;
    if (fits_sb(expr->right)) {
        const uint32_t a = generate_operand(code, expr->left);
        code->line = expr->line;
        code_condition(code, (Opcode)WITH_RIGHT[which], a, biased(expr->right), holds,
                       list);
        return;
    }
    if (fits_sb(expr->left)) {
        const uint32_t a = generate_operand(code, expr->right);
        code->line = expr->line;
        code_condition(code, (Opcode)WITH_LEFT[which], a, biased(expr->left), holds,
                       list);
        return;
    }
    const uint32_t a = generate_operand(code, expr->left);
    const uint32_t b = generate_operand(code, expr->right);
    const bool is_swapped = expr->op == COMPARE_GT || expr->op == COMPARE_GE;
    const bool is_strict = expr->op == COMPARE_LT || expr->op == COMPARE_GT;
    code->line = expr->line;
    code_condition(code, is_strict ? OP_LT : OP_LE, is_swapped ? b : a,
                   is_swapped ? a : b, holds, list);
}

static void comparison(Code *code, Expr *expr, bool holds, JumpList *list)
{
    const uint32_t free = code->free;
    if (expr->op == COMPARE_EQ)
        equality(code, expr, holds, list);
    else if (expr->op == COMPARE_NE)
        equality(code, expr, !holds, list);
    else
        order(code, expr, holds, list);
    code->free = free;
}

/* A chain of `and` or `or`: all its operands decide alone, or only the last. */
static void logic_condition(Code *code, Expr *top, bool holds, JumpList *list)
{
    const bool decides = top->kind == EXPR_OR; /* the truth that ends it early */
    JumpList skip = NO_JUMP;
    JumpList *early = holds == decides ? list : &skip;
    Expr *expr = leftmost(top, (ExprKind)top->kind);
    generate_condition(code, expr->left, decides, early);
    for (; expr != top && !code_has_failed(code); expr = expr->next)
        generate_condition(code, expr->right, decides, early);
    generate_condition(code, top->right, holds, list);
    code_land(code, skip);
}

void generate_condition(Code *code, Expr *expr, bool holds, JumpList *list)
{
    if (code_has_failed(code)) return;
    while (expr->kind == EXPR_NOT) {
        expr = expr->left;
        holds = !holds;
    }
    if (expr->kind == EXPR_CONSTANT) {
        if (value_is_falsy(expr->constant) != holds) code_jump(code, list);
    } else if (expr->kind == EXPR_COMPARE) {
        comparison(code, expr, holds, list);
    } else if (expr->kind == EXPR_AND || expr->kind == EXPR_OR) {
        logic_condition(code, expr, holds, list);
    } else {
        const uint32_t free = code->free;
        const uint32_t reg = generate_operand(code, expr);
        code_condition(code, OP_TEST, reg, 0, holds, list);
        code->free = free;
    }
}

void generate_boolean(Code *code, Expr *expr, uint32_t reg)
{
    const ExprKind inner = expr->kind == EXPR_NOT ? (ExprKind)expr->left->kind : EXPR_NOT;
    if (expr->kind == EXPR_NOT && inner != EXPR_NOT && inner != EXPR_COMPARE &&
        inner != EXPR_AND && inner != EXPR_OR) {
        unary(code, OP_NOT, expr, reg);
        return;
    }
    JumpList is_true = NO_JUMP;
    JumpList end = NO_JUMP;
    generate_condition(code, expr, true, &is_true);
    code_load(code, reg, VALUE_FALSE);
    code_jump(code, &end);
    code_land(code, is_true);
    code_load(code, reg, VALUE_TRUE);
    code_land(code, end);
}

/* ---- and, or as values ---- */

static void value_or_jump(Code *code, Expr *expr, uint32_t reg, bool holds,
                          JumpList *list);

/*
 * A chain inside another: every operand may give the value (its truth ends the
 * chain and is the one asked for), or only the last.
 */
static void logic_or_jump(Code *code, Expr *top, uint32_t reg, bool holds, JumpList *list)
{
    const bool decides = top->kind == EXPR_OR;
    JumpList skip = NO_JUMP;
    Expr *expr = leftmost(top, (ExprKind)top->kind);
    Expr *operand = expr->left;
    while (!code_has_failed(code)) {
        if (holds == decides)
            value_or_jump(code, operand, reg, holds, list);
        else
            generate_condition(code, operand, decides, &skip);
        if (expr == top) break;
        operand = expr->right;
        expr = expr->next;
    }
    value_or_jump(code, top->right, reg, holds, list);
    code_land(code, skip);
}

/* A single value. */
static void leaf_or_jump(Code *code, Expr *expr, uint32_t reg, bool holds, JumpList *list)
{
    const uint32_t free = code->free;
    uint32_t from = reg;
    if (expr->kind == EXPR_LOCAL || !is_fresh(code, reg))
        from = generate_operand(code, expr);
    else
        generate_next(code, expr);
    code->free = free;
    if (from == reg)
        code_condition(code, OP_TEST, reg, 0, holds, list);
    else
        code_condition(code, OP_TESTSET, reg, from, holds, list);
}

/* If the truth of the value is `holds`: R[reg] := value, and jumps. */
static void value_or_jump(Code *code, Expr *expr, uint32_t reg, bool holds,
                          JumpList *list)
{
    if (code_has_failed(code)) return;
    code->line = expr->line;
    if (expr->kind == EXPR_CONSTANT) {
        if (value_is_falsy(expr->constant) == holds) return;
        code_load(code, reg, expr->constant);
        code_jump(code, list);
    } else if (expr->kind == EXPR_AND || expr->kind == EXPR_OR) {
        logic_or_jump(code, expr, reg, holds, list);
    } else if (expr->kind == EXPR_COMPARE || expr->kind == EXPR_NOT) {
        JumpList skip = NO_JUMP;
        generate_condition(code, expr, !holds, &skip);
        code_load(code, reg, value_bool(holds));
        code_jump(code, list);
        code_land(code, skip);
    } else {
        leaf_or_jump(code, expr, reg, holds, list);
    }
}

void generate_logic(Code *code, Expr *expr, uint32_t reg)
{
    const bool decides = expr->kind == EXPR_OR;
    JumpList end = NO_JUMP;
    Expr *step = leftmost(expr, (ExprKind)expr->kind);
    value_or_jump(code, step->left, reg, decides, &end);
    for (; step != expr && !code_has_failed(code); step = step->next)
        value_or_jump(code, step->right, reg, decides, &end);
    generate_to(code, expr->right, reg);
    code_land(code, end);
}
