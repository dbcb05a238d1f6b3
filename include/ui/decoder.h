#ifndef UI_DECODER_H
#define UI_DECODER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Turns a terminal's bytes into keys, pure: no reads, no clock, fuzzed. */
enum key_kind {
    KEY_NONE = 0,
    KEY_CHARACTER, /* `point` is it; Ctrl-X comes as KEY_CONTROL 'x' */
    KEY_CONTROL,   /* `point` 'a' to 'z', or one of "\\]^_ " */
    KEY_META,      /* Esc and a character */
    KEY_ENTER_,
    KEY_TAB,
    KEY_BACKTAB,
    KEY_BACKSPACE_,
    KEY_ESCAPE,
    KEY_UP_,
    KEY_DOWN_,
    KEY_LEFT_,
    KEY_RIGHT_,
    KEY_HOME_,
    KEY_END_,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_INSERT,
    KEY_DELETE,
    KEY_CONTROL_LEFT,
    KEY_CONTROL_RIGHT,
    KEY_FUNCTION, /* `point` 1 to 12 */
    KEY_PASTE_BEGIN,
    KEY_PASTE_END,
    KEY_MOUSE /* `row`, `column` from 0; `point` button, 64/65: wheel */
};

struct key {
    enum key_kind kind;
    uint32_t point;
    int row;
    int column;
};

enum {
    DECODER_BYTES = 64
};

struct decoder {
    uint8_t pending[DECODER_BYTES];
    size_t count;
    bool is_pasting;
};

/* Takes the bytes up to where a key is whole; `used` is how many. False: all
 * were taken and no key is whole yet. Ill-formed UTF-8 gives U+FFFD; unknown
 * sequences give nothing and are swallowed whole. */
bool decoder_key(struct decoder *decoder, const uint8_t *bytes, size_t count,
    size_t *used, struct key *key);
/* True while a lone Esc waits: after 50 ms without a byte call
 * decoder_flush(), which gives it as a key. */
bool decoder_is_waiting(const struct decoder *decoder);
bool decoder_flush(struct decoder *decoder, struct key *key);

#endif
