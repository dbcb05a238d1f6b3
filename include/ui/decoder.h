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
    KEY_META,      /* Esc and a character; '\r' is Alt-Enter, 0x7F Alt-Backspace
                    */
    KEY_RETURN,
    KEY_TAB,
    KEY_BACKTAB,
    KEY_RUBOUT,
    KEY_ESCAPE,
    KEY_ARROW_UP,
    KEY_ARROW_DOWN,
    KEY_ARROW_LEFT,
    KEY_ARROW_RIGHT,
    KEY_TO_START,
    KEY_TO_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_INSERT,
    KEY_DELETE,
    KEY_CONTROL_LEFT, /* with Ctrl or Alt, as the next one */
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
    DECODER_NUMBERS = 4
};

/* {0} is a decoder at rest. */
struct decoder {
    bool is_pasting;    /* between PASTE_BEGIN and PASTE_END only characters,
                         * Enter and Tab come */
    bool is_meta;       /* the character being read followed an Esc */
    bool after_return;  /* in a paste: a line feed belongs to it */
    uint8_t state;      /* enum decoder_state in decoder.c */
    uint8_t prefix;     /* of a control sequence: '<', '?', ... */
    bool is_unknown;    /* it has intermediates: swallowed */
    uint8_t introducer; /* what followed the Esc */
    uint8_t missing;    /* continuation bytes, or bytes to swallow */
    uint8_t least;      /* bounds of the next continuation byte */
    uint8_t most;
    uint32_t point; /* as far as it was read */
    uint32_t number[DECODER_NUMBERS];
    uint8_t number_count;
};

/* Takes the bytes up to where a key is whole; `used` is how many, 0 when what
 * came before made the key. False: all were taken and no key is whole yet.
 * Ill-formed UTF-8 gives U+FFFD; control characters that are no key and
 * unknown sequences give nothing and are swallowed whole. The keys do not
 * depend on how the bytes were split. */
bool decoder_key(struct decoder *decoder, const uint8_t *bytes, size_t count,
    size_t *used, struct key *key);
/* True while a lone Esc waits (or Esc and the character that may begin a
 * sequence): after 50 ms without a byte call decoder_flush(), which gives it
 * as a key. */
bool decoder_is_waiting(const struct decoder *decoder);
bool decoder_flush(struct decoder *decoder, struct key *key);

#endif
