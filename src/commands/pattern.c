/* Patterns: what a command takes, told in one line, and words held to it. */

#include "commands/pattern.h"

#include <string.h>

enum item_kind {
    ITEM_WORD,
    ITEM_VALUE,
    ITEM_REST,
    ITEM_OPTION,
    ITEM_FLAG
};

struct item {
    enum item_kind kind;
    const char *name; /* without <> and --; borrowed from the pattern */
    size_t length;
    bool is_optional;
    bool is_number;
    int slot; /* -1 for words */
};

enum {
    ITEMS = 32,
    NUMBER_MOST_DIGITS = 18
};

struct items {
    struct item rows[ITEMS];
    int count;
    int slots;
};

/* A match under way. */
struct match {
    const char *pattern;
    struct items items;
    struct pattern_values *values;
    int next; /* of the items that are no options: the one to be filled */
    bool is_past_options; /* after "--" */
};

static const char *const number_names[] = {"thread", "post", "count",
    "question", "pledge", "number"};

static bool
names_number(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof number_names / sizeof number_names[0]; i++) {
        if (strlen(number_names[i]) == length &&
            strncmp(number_names[i], name, length) == 0)
            return true;
    }
    return false;
}

static bool
is_number(const char *word)
{
    size_t digits = strspn(word, "0123456789");

    return digits > 0 && digits <= NUMBER_MOST_DIGITS && word[digits] == '\0' &&
           word[strspn(word, "0")] != '\0';
}

/* Reads one item at `at`; returns what follows it. */
static const char *
item_read(const char *at, struct item *item)
{
    *item = (struct item){.slot = -1};
    if (*at == '[') {
        item->is_optional = true;
        at++;
    }
    if (strncmp(at, "--", 2) == 0) {
        at += 2;
        item->kind = ITEM_FLAG;
    } else if (*at == '<') {
        at++;
        item->kind = ITEM_VALUE;
    }
    item->name = at;
    item->length = strcspn(at, " <>[]");
    at += item->length;

    if (item->kind == ITEM_FLAG && strncmp(at, " <", 2) == 0) {
        item->kind = ITEM_OPTION;
        item->is_number = names_number(at + 2, strcspn(at + 2, ">"));
        at += strcspn(at, ">");
    }
    at += *at == '>';
    if (strncmp(at, "...", 3) == 0) {
        item->kind = ITEM_REST;
        at += 3;
    }
    at += *at == ']';
    if (item->kind == ITEM_VALUE)
        item->is_number = names_number(item->name, item->length);
    return at + strspn(at, " ");
}

static void
items_read(const char *pattern, struct items *items)
{
    *items = (struct items){0};
    while (*pattern != '\0' && items->count < ITEMS) {
        struct item *item = &items->rows[items->count];

        pattern = item_read(pattern, item);
        if (item->kind != ITEM_WORD && items->slots == PATTERN_SLOTS)
            return;
        if (item->kind != ITEM_WORD)
            item->slot = items->slots++;
        items->count++;
    }
}

static bool
item_is(const struct item *item, const char *name)
{
    return strlen(name) == item->length &&
           strncmp(item->name, name, item->length) == 0;
}

int
pattern_words(const char *pattern)
{
    struct items items;
    int count = 0;

    items_read(pattern, &items);
    while (count < items.count && items.rows[count].kind == ITEM_WORD)
        count++;
    return count;
}

int
pattern_common(const char *pattern, int count, const char *const *words)
{
    struct items items;
    int most = pattern_words(pattern);
    int common = 0;

    items_read(pattern, &items);
    while (common < most && common < count &&
           item_is(&items.rows[common], words[common]))
        common++;
    return common;
}

void
pattern_name(const char *pattern, struct text *name)
{
    struct items items;
    int count = pattern_words(pattern);

    items_read(pattern, &items);
    for (int i = 0; i < count; i++) {
        if (i > 0)
            text_add(name, " ");
        text_add_bytes(name, items.rows[i].name, items.rows[i].length);
    }
}

static enum status
usage(const struct match *match)
{
    return refuse(STATUS_INVALID, "usage: %s", match->pattern);
}

static bool
is_option(const struct item *item)
{
    return item->kind == ITEM_OPTION || item->kind == ITEM_FLAG;
}

static const struct item *
option_find(const struct match *match, const char *name)
{
    for (int i = 0; i < match->items.count; i++) {
        const struct item *item = &match->items.rows[i];

        if (is_option(item) && item_is(item, name))
            return item;
    }
    return NULL;
}

/* The item that the next word is for; NULL: there is none. */
static const struct item *
item_next(struct match *match)
{
    while (match->next < match->items.count) {
        const struct item *item = &match->items.rows[match->next];

        if (!is_option(item))
            return item;
        match->next++;
    }
    return NULL;
}

static bool
is_resting(struct match *match)
{
    const struct item *item = item_next(match);

    return item != NULL && item->kind == ITEM_REST &&
           match->values->rest.length > 0;
}

static void
rest_add(struct match *match, const struct item *item, const char *word)
{
    struct text *rest = &match->values->rest;

    if (match->values->flag[item->slot])
        text_add(rest, " ");
    text_add(rest, word);
    match->values->flag[item->slot] = true;
}

/* Gives the word to the item whose turn it is. */
static enum status
word_take(struct match *match, const char *word)
{
    const struct item *item = item_next(match);

    while (item != NULL && item->is_number && item->is_optional &&
           (match->is_past_options || !is_number(word))) {
        match->next++;
        item = item_next(match);
    }
    if (item == NULL)
        return usage(match);
    if (item->kind == ITEM_REST) {
        rest_add(match, item, word);
        return STATUS_OK;
    }
    if (item->kind == ITEM_WORD && !item_is(item, word))
        return usage(match);
    if (item->is_number && !is_number(word))
        return refuse(STATUS_INVALID, "\"%.40s\" is no number; usage: %s", word,
            match->pattern);
    if (item->slot >= 0)
        match->values->value[item->slot] = word;
    match->next++;
    return STATUS_OK;
}

/* Takes the option that words[0] names, `used` words in all. */
static enum status
option_take(struct match *match, int count, const char *const *words, int *used)
{
    const struct item *option = option_find(match, words[0] + 2);
    struct pattern_values *values = match->values;

    *used = 1;
    if (option == NULL && is_resting(match))
        return word_take(match, words[0]);
    if (option == NULL)
        return refuse(STATUS_INVALID, "no option %.40s; usage: %s", words[0],
            match->pattern);
    if (values->flag[option->slot] || values->value[option->slot] != NULL)
        return refuse(STATUS_INVALID, "%s is given twice; usage: %s", words[0],
            match->pattern);
    if (option->kind == ITEM_FLAG) {
        values->flag[option->slot] = true;
        return STATUS_OK;
    }
    if (count < 2)
        return refuse(STATUS_INVALID, "%s takes a value; usage: %s", words[0],
            match->pattern);
    if (option->is_number && !is_number(words[1]))
        return refuse(STATUS_INVALID, "%s: \"%.40s\" is no number; usage: %s",
            words[0], words[1], match->pattern);
    values->value[option->slot] = words[1];
    *used = 2;
    return STATUS_OK;
}

/* Whether all that must be given was; the rest gets its value. */
static enum status
match_end(struct match *match)
{
    struct pattern_values *values = match->values;

    for (int i = 0; i < match->items.count; i++) {
        const struct item *item = &match->items.rows[i];

        if (item->kind == ITEM_REST && values->flag[item->slot]) {
            values->flag[item->slot] = false;
            values->value[item->slot] = text_bytes(&values->rest);
        }
        if (item->kind == ITEM_WORD || item->is_optional)
            continue;
        if (values->value[item->slot] == NULL)
            return usage(match);
    }
    const struct item *next = item_next(match);
    return next != NULL && next->kind == ITEM_WORD ? usage(match) : STATUS_OK;
}

enum status
pattern_match(const char *pattern, int count, const char *const *words,
    struct pattern_values *values)
{
    struct match match = {.pattern = pattern, .values = values};
    enum status status = STATUS_OK;
    int used = 1;

    *values = (struct pattern_values){0};
    items_read(pattern, &match.items);
    for (int i = 0; i < count && status == STATUS_OK; i += used) {
        bool is_dashed = !match.is_past_options && words[i][0] == '-' &&
                         words[i][1] == '-';

        used = 1;
        if (is_dashed && words[i][2] == '\0')
            match.is_past_options = true;
        else if (is_dashed)
            status = option_take(&match, count - i, words + i, &used);
        else
            status = word_take(&match, words[i]);
    }
    return status == STATUS_OK ? match_end(&match) : status;
}

void
pattern_clear(struct pattern_values *values)
{
    text_clear(&values->rest);
    *values = (struct pattern_values){0};
}

bool
pattern_flag(const char *pattern, const struct pattern_values *values,
    const char *name)
{
    struct match match = {.pattern = pattern};

    items_read(pattern, &match.items);
    const struct item *item = option_find(&match, name);
    return item != NULL && item->kind == ITEM_FLAG && values->flag[item->slot];
}
