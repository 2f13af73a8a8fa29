/*
 * Reading a pattern: see pattern_items.h. A zero byte stands behind its last one, as
 * behind any string's, so one byte more may be looked at.
 */
#include "lib/pattern_items.h"

#include "lib/lib.h"

/* ---- sets ---- */

/* The class of a letter after a %, upper case or not; NULL: there is none. */
static const ByteSet *class_of(char letter)
{
    /* Those of the "C" locale: no byte above 127. */
    static const ByteSet ALPHA = {{0, 0x07fffffe07fffffe}},
                         CONTROL = {{0x00000000ffffffff, 0x8000000000000000}},
                         DIGIT = {{0x03ff000000000000, 0}},
                         GRAPH = {{0xfffffffe00000000, 0x7fffffffffffffff}},
                         LOWER = {{0, 0x07fffffe00000000}},
                         PUNCTUATION = {{0xfc00fffe00000000, 0x78000001f8000001}},
                         SPACE = {{0x0000000100003e00, 0}},
                         UPPER = {{0, 0x0000000007fffffe}},
                         ALNUM = {{0x03ff000000000000, 0x07fffffe07fffffe}},
                         HEX = {{0x03ff000000000000, 0x0000007e0000007e}},
                         ZERO = {{1, 0}};
    switch (letter | ('a' - 'A')) {
    case 'a': return &ALPHA;
    case 'c': return &CONTROL;
    case 'd': return &DIGIT;
    case 'g': return &GRAPH;
    case 'l': return &LOWER;
    case 'p': return &PUNCTUATION;
    case 's': return &SPACE;
    case 'u': return &UPPER;
    case 'w': return &ALNUM;
    case 'x': return &HEX;
    case 'z': return &ZERO;
    default: return NULL;
    }
}

/* An upper case letter means all that is not in its class. */
static bool is_complement(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

static void set_complement(ByteSet *set, const ByteSet *of)
{
    for (int i = 0; i < 4; i++)
        set->words[i] = ~of->words[i];
}

static void add_byte(ByteSet *set, uint8_t c)
{
    set->words[c / 64] |= UINT64_C(1) << (c % 64);
}

/* What stands after a % between brackets: a class or a byte. */
static void add_escape(ByteSet *set, char letter)
{
    const ByteSet *class = class_of(letter);
    if (!class) add_byte(set, (uint8_t)letter);
    for (int i = 0; i < 4 && class; i++)
        set->words[i] |= is_complement(letter) ? ~class->words[i] : class->words[i];
}

/* What stands between brackets, the ^ left out. */
static void read_members(ByteSet *set, const char *at, const char *end)
{
    *set = (ByteSet){{0}};
    for (; at < end; at++) {
        if (*at == '%') {
            add_escape(set, *++at);
        } else if (end - at > 2 && at[1] == '-') {
            for (unsigned c = (uint8_t)at[0]; c <= (uint8_t)at[2]; c++)
                add_byte(set, (uint8_t)c);
            at += 2;
        } else {
            add_byte(set, (uint8_t)*at);
        }
    }
}

/* ---- items: all return where the next one begins ---- */

static const char *read_wrong(Item *item, const char *at, const char *message)
{
    item->kind = ITEM_WRONG;
    item->message = message;
    return at;
}

/* The ] of the brackets that open at `at`; NULL: they do not close. */
static const char *find_bracket(const char *at, const char *end)
{
    at += at[1] == '^' ? 2 : 1;
    do { /* a ']' that comes first is an ordinary character */
        if (at >= end) return NULL;
        if (*at++ == '%') at++;
    } while (at >= end || *at != ']');
    return at;
}

static const char *read_set(Items *items, const char *at, const char *end, Item *item)
{
    const bool is_negated = at[1] == '^';
    const char *bracket = find_bracket(at, end);
    if (!bracket) return read_wrong(item, at, "malformed pattern (missing ']')");
    ByteSet *set = items->next_set++;
    read_members(set, at + 1 + is_negated, bracket);
    if (is_negated) set_complement(set, set);
    item->set = set;
    return bracket + 1;
}

static const char *read_balance(const char *at, const char *end, Item *item)
{
    if (end - at < 4)
        return read_wrong(item, at, "malformed pattern (missing arguments to '%b')");
    item->kind = ITEM_BALANCE;
    item->c = (uint8_t)at[2];
    item->other = (uint8_t)at[3];
    return at + 4;
}

static const char *read_frontier(Items *items, const char *at, const char *end,
                                 Item *item)
{
    if (at[2] != '[') return read_wrong(item, at, "missing '[' after '%f' in pattern");
    item->kind = ITEM_FRONTIER;
    return read_set(items, at + 2, end, item);
}

static const char *read_class(Items *items, const char *at, const ByteSet *class,
                              Item *item)
{
    item->kind = ITEM_SET;
    item->set = class;
    if (is_complement(at[1])) {
        item->set = items->next_set;
        set_complement(items->next_set++, class);
    }
    return at + 2;
}

static const char *read_escape(Items *items, const char *at, const char *end, Item *item)
{
    const char c = at[1];
    const ByteSet *class = class_of(c);
    if (class) return read_class(items, at, class, item);
    if (c == 'b') return read_balance(at, end, item);
    if (c == 'f') return read_frontier(items, at, end, item);
    if (at + 1 == end) return read_wrong(item, at, "malformed pattern (ends with '%')");
    item->kind = c >= '0' && c <= '9' ? ITEM_CAPTURE : ITEM_CHAR;
    item->c = (uint8_t)c;
    return at + 2;
}

/* An item without its suffix. */
static inline const char *read_item(Items *items, const char *at, const char *end,
                                    Item *item)
{
    item->kind = ITEM_CHAR;
    item->c = (uint8_t)*at;
    switch (*at) {
    case '%': return read_escape(items, at, end, item);
    case '[': item->kind = ITEM_SET; return read_set(items, at, end, item);
    case '.': item->kind = ITEM_ANY; break;
    case ')': item->kind = ITEM_CLOSE; break;
    case '(':
        item->kind = at[1] == ')' ? ITEM_POSITION : ITEM_OPEN;
        return at + (at[1] == ')' ? 2 : 1);
    case '$':
        if (at + 1 == end) item->kind = ITEM_SUBJECT_END;
        break;
    default: break;
    }
    return at + 1;
}

static inline bool is_suffix(char c)
{
    return c == '*' || c == '+' || c == '-' || c == '?';
}

static void read_all(Items *items, const char *at, const char *end)
{
    Item *item = items->list;
    for (; at < end; item++) {
        at = read_item(items, at, end, item);
        item->suffix = 0;
        if (item->kind <= ITEM_SET && is_suffix(*at))
            item->suffix = (uint8_t)*at++;
        else if (item->kind == ITEM_WRONG)
            break;
    }
    if (at >= end) item->kind = ITEM_DONE;
    items->count = (uint32_t)(item - items->list) + 1;
}

bool items_init(VM *vm, Items *items, const char *pattern, uint64_t length)
{
    items->list = items->own_list;
    items->next_set = items->own_sets;
    items->block = NULL;
    if (length >= PATTERN_OWN_ITEMS) {
        /* An item is a byte at least, one with a set two. */
        const size_t sets = (size_t)(length / 2 + 1) * sizeof(ByteSet);
        const size_t list = (size_t)(length + 1) * sizeof(Item);
        char *block =
            lib_has_memory(vm, sets + list) ? heap_new_block(vm, sets + list) : NULL;
        if (!block) return false;
        items->block = block;
        items->block_bytes = sets + list;
        items->next_set = (ByteSet *)(void *)block;
        items->list = (Item *)(void *)(block + sets);
    }
    read_all(items, pattern, pattern + length);
    return true;
}
