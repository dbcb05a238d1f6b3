/* Keycodes: the tables of what terminals send for their keys. */

#include "ui/keycodes.h"

#include <stddef.h>

enum {
    PASTE_BEGINS = 200,
    PASTE_ENDS = 201
};

struct named_key {
    uint32_t name;
    enum key_kind kind;
    uint32_t point;
};

static const struct named_key letters[] = {
    {'A', KEY_ARROW_UP, 0},
    {'B', KEY_ARROW_DOWN, 0},
    {'C', KEY_ARROW_RIGHT, 0},
    {'D', KEY_ARROW_LEFT, 0},
    {'F', KEY_TO_END, 0},
    {'H', KEY_TO_START, 0},
    {'P', KEY_FUNCTION, 1},
    {'Q', KEY_FUNCTION, 2},
    {'R', KEY_FUNCTION, 3},
    {'S', KEY_FUNCTION, 4},
    {'Z', KEY_BACKTAB, 0},
};

static const struct named_key letters_control[] = {
    {'C', KEY_CONTROL_RIGHT, 0},
    {'D', KEY_CONTROL_LEFT, 0},
};

static const struct named_key numbers[] = {
    {1, KEY_TO_START, 0},
    {2, KEY_INSERT, 0},
    {3, KEY_DELETE, 0},
    {4, KEY_TO_END, 0},
    {5, KEY_PAGE_UP, 0},
    {6, KEY_PAGE_DOWN, 0},
    {7, KEY_TO_START, 0},
    {8, KEY_TO_END, 0},
    {11, KEY_FUNCTION, 1},
    {12, KEY_FUNCTION, 2},
    {13, KEY_FUNCTION, 3},
    {14, KEY_FUNCTION, 4},
    {15, KEY_FUNCTION, 5},
    {17, KEY_FUNCTION, 6},
    {18, KEY_FUNCTION, 7},
    {19, KEY_FUNCTION, 8},
    {20, KEY_FUNCTION, 9},
    {21, KEY_FUNCTION, 10},
    {23, KEY_FUNCTION, 11},
    {24, KEY_FUNCTION, 12},
    {PASTE_BEGINS, KEY_PASTE_BEGIN, 0},
    {PASTE_ENDS, KEY_PASTE_END, 0},
};

/* The keypad in application mode, and rxvt's arrows with Ctrl. */
static const struct named_key keypad[] = {
    {'M', KEY_RETURN, 0},
    {'X', KEY_CHARACTER, '='},
    {'c', KEY_CONTROL_RIGHT, 0},
    {'d', KEY_CONTROL_LEFT, 0},
    {'j', KEY_CHARACTER, '*'},
    {'k', KEY_CHARACTER, '+'},
    {'l', KEY_CHARACTER, ','},
    {'m', KEY_CHARACTER, '-'},
    {'n', KEY_CHARACTER, '.'},
    {'o', KEY_CHARACTER, '/'},
};

static const struct named_key controls[] = {
    {0x00, KEY_CONTROL, ' '},
    {0x08, KEY_RUBOUT, 0},
    {0x09, KEY_TAB, 0},
    {0x0A, KEY_RETURN, 0},
    {0x0D, KEY_RETURN, 0},
    {0x1C, KEY_CONTROL, '\\'},
    {0x1D, KEY_CONTROL, ']'},
    {0x1E, KEY_CONTROL, '^'},
    {0x1F, KEY_CONTROL, '_'},
    {0x7F, KEY_RUBOUT, 0},
};

#define NAMED(table, name, key) \
    named_find(table, sizeof(table) / sizeof *(table), name, key)

static bool
named_find(const struct named_key *table, size_t count, uint32_t name,
    struct key *key)
{
    for (size_t i = 0; i < count; i++) {
        if (table[i].name == name) {
            *key = (struct key){.kind = table[i].kind, .point = table[i].point};
            return true;
        }
    }
    return false;
}

bool
keycode_control(uint8_t byte, struct key *key)
{
    if (NAMED(controls, byte, key))
        return true;
    if (byte == 0 || byte > 26)
        return false;
    *key = (struct key){.kind = KEY_CONTROL, .point = byte + 'a' - 1U};
    return true;
}

/* A mouse report as mode 1006 has it: button; column; row, press only. */
static bool
keycode_mouse(const uint32_t number[DECODER_NUMBERS], uint8_t final,
    struct key *key)
{
    if (final != 'M' || number[1] == 0 || number[2] == 0)
        return false;
    *key = (struct key){
        .kind = KEY_MOUSE,
        .point = number[0],
        .row = (int)number[2] - 1,
        .column = (int)number[1] - 1,
    };
    return true;
}

bool
keycode_sequence(uint8_t prefix, const uint32_t number[DECODER_NUMBERS],
    uint8_t final, struct key *key)
{
    /* 3 is Alt, 5 is Ctrl. */
    bool is_wide = number[1] == 3 || number[1] == 5;

    if (prefix == '<')
        return keycode_mouse(number, final, key);
    if (prefix != 0)
        return false;
    if (final == '~')
        return NAMED(numbers, number[0], key);
    if (number[0] > 1)
        return false;
    return (is_wide && NAMED(letters_control, final, key)) ||
           NAMED(letters, final, key);
}

bool
keycode_keypad(uint8_t final, struct key *key)
{
    if (final >= 'p' && final <= 'y') {
        *key = (struct key){
            .kind = KEY_CHARACTER,
            .point = '0' + (uint32_t)(final - 'p'),
        };
        return true;
    }
    return NAMED(keypad, final, key) || NAMED(letters, final, key);
}
