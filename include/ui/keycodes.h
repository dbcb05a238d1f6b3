#ifndef UI_KEYCODES_H
#define UI_KEYCODES_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/decoder.h"

/* What the codes of terminals stand for, as tables: xterm, rxvt, the Linux
 * console, screen and tmux, VT220. False: no key. */

/* The key of a control character, Esc apart. */
bool keycode_control(uint8_t byte, struct key *key);
/* The key of a control sequence: prefix ('<', '?' or 0), numbers, final. */
bool keycode_sequence(uint8_t prefix, const uint32_t number[DECODER_NUMBERS],
    uint8_t final, struct key *key);
/* The key of Esc O and a byte. */
bool keycode_keypad(uint8_t final, struct key *key);

#endif
