/* Keymap: keys as tables write them. */

#include "ui/keymap.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    enum key_kind kind;
    uint32_t point;
} names[] = {
    {"Enter", KEY_RETURN, 0},
    {"Esc", KEY_ESCAPE, 0},
    {"Tab", KEY_TAB, 0},
    {"Space", KEY_CHARACTER, ' '},
    {"Backspace", KEY_RUBOUT, 0},
    {"Insert", KEY_INSERT, 0},
    {"Delete", KEY_DELETE, 0},
    {"Up", KEY_ARROW_UP, 0},
    {"Down", KEY_ARROW_DOWN, 0},
    {"Left", KEY_ARROW_LEFT, 0},
    {"Right", KEY_ARROW_RIGHT, 0},
    {"Home", KEY_TO_START, 0},
    {"End", KEY_TO_END, 0},
    {"PgUp", KEY_PAGE_UP, 0},
    {"PgDn", KEY_PAGE_DOWN, 0},
};

static const struct {
    const char *written;
    const char *shown;
    enum key_kind kind;
} modifiers[] = {
    {"C-", "Ctrl-", KEY_CONTROL},
    {"M-", "Alt-", KEY_META},
};

/* The row of the modifier a name of `count` bytes begins with, -1: none. */
static int
modifier_of(const char *name, size_t count)
{
    for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++) {
        if (count == 3 && memcmp(name, modifiers[i].written, 2) == 0)
            return (int)i;
    }
    return -1;
}

static bool
is_bracketed(const char *word, size_t count)
{
    return count > 2 && word[0] == '<' && word[count - 1] == '>';
}

bool
keymap_parse(const char *word, size_t count, struct key *key)
{
    if (count == 1) {
        *key = (struct key){.kind = KEY_CHARACTER, .point = (uint8_t)*word};
        return true;
    }
    if (!is_bracketed(word, count))
        return false;
    word++;
    count -= 2;
    int modifier = modifier_of(word, count);
    if (modifier >= 0) {
        *key = (struct key){
            .kind = modifiers[modifier].kind,
            .point = (uint8_t)word[2],
        };
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i].name) == count &&
            memcmp(names[i].name, word, count) == 0) {
            *key = (struct key){
                .kind = names[i].kind,
                .point = names[i].point,
            };
            return true;
        }
    }
    return false;
}

bool
keymap_equals(const struct key *a, const struct key *b)
{
    return a->kind == b->kind && a->point == b->point;
}

const char *
keymap_show(const char *word, size_t count, char *out, int size)
{
    if (is_bracketed(word, count)) {
        word++;
        count -= 2;
    }
    int modifier = modifier_of(word, count);
    if (modifier < 0) {
        snprintf(out, (size_t)size, "%.*s", (int)count, word);
        return out;
    }
    char letter = word[2];
    if (letter >= 'a' && letter <= 'z')
        letter = (char)(letter - 'a' + 'A');
    snprintf(out, (size_t)size, "%s%c", modifiers[modifier].shown, letter);
    return out;
}
