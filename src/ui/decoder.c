/* Decoder: the bytes of a terminal, one by one, into keys. */

#include "ui/decoder.h"

#include "ui/keycodes.h"

enum decoder_state {
    STATE_GROUND = 0,
    STATE_UTF8,    /* inside a character */
    STATE_ESCAPE,  /* after Esc */
    STATE_CSI,     /* after Esc [: ECMA-48 section 5.4 */
    STATE_CONSOLE, /* after Esc [ [: the Linux console's F1 to F5 */
    STATE_SS3,     /* after Esc O */
    STATE_X10,     /* in the three bytes of an old mouse report */
    STATE_STRING,  /* in a string of the terminal's, up to ST or BEL */
    STATE_STRING_END,
};

enum {
    BELL = 0x07,
    CANCEL = 0x18,
    SUBSTITUTE = 0x1A,
    REPLACEMENT = 0xFFFD,
    NUMBER_MOST = 65535
};

/* What became of a byte. */
enum step {
    STEP_MORE,  /* taken, no key yet */
    STEP_KEY,   /* taken, and the key is whole */
    STEP_BEFORE /* the key was whole before this byte, which is not taken */
};

static bool
is_control(uint8_t byte)
{
    return byte < 0x20 || byte == 0x7F;
}

static enum step
whole(struct decoder *decoder, struct key *key, enum key_kind kind,
    uint32_t point)
{
    decoder->state = STATE_GROUND;
    *key = (struct key){.kind = kind, .point = point};
    return STEP_KEY;
}

/* The character read is whole: C1 controls give nothing. */
static enum step
character(struct decoder *decoder, struct key *key, uint32_t point)
{
    decoder->state = STATE_GROUND;
    if (point >= 0x80 && point < 0xA0)
        return STEP_MORE;
    return whole(decoder, key, decoder->is_meta ? KEY_META : KEY_CHARACTER,
        point);
}

/* The first byte of a character beyond ASCII (Unicode 3.9, table 3-7). */
static enum step
character_begin(struct decoder *decoder, uint8_t byte, struct key *key)
{
    static const struct {
        uint8_t from, to, missing, least, most;
    } leads[] = {
        {0xC2, 0xDF, 1, 0x80, 0xBF},
        {0xE0, 0xE0, 2, 0xA0, 0xBF},
        {0xE1, 0xEC, 2, 0x80, 0xBF},
        {0xED, 0xED, 2, 0x80, 0x9F},
        {0xEE, 0xEF, 2, 0x80, 0xBF},
        {0xF0, 0xF0, 3, 0x90, 0xBF},
        {0xF1, 0xF3, 3, 0x80, 0xBF},
        {0xF4, 0xF4, 3, 0x80, 0x8F},
    };

    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        if (byte < leads[i].from || byte > leads[i].to)
            continue;
        decoder->state = STATE_UTF8;
        decoder->missing = leads[i].missing;
        decoder->least = leads[i].least;
        decoder->most = leads[i].most;
        decoder->point = byte & (0x3FU >> leads[i].missing);
        return STEP_MORE;
    }
    return character(decoder, key, REPLACEMENT);
}

static enum step
step_utf8(struct decoder *decoder, uint8_t byte, struct key *key)
{
    if (byte < decoder->least || byte > decoder->most) {
        character(decoder, key, REPLACEMENT);
        return STEP_BEFORE;
    }
    decoder->least = 0x80;
    decoder->most = 0xBF;
    decoder->point = decoder->point << 6 | (byte & 0x3FU);
    if (--decoder->missing > 0)
        return STEP_MORE;
    return character(decoder, key, decoder->point);
}

/* A byte of pasted text: of the controls only line ends and tabs count. */
static enum step
step_paste(struct decoder *decoder, uint8_t byte, struct key *key)
{
    bool is_second = decoder->after_return && byte == '\n';

    decoder->after_return = byte == '\r';
    if (is_second)
        return STEP_MORE;
    if (byte == '\r' || byte == '\n')
        return whole(decoder, key, KEY_RETURN, 0);
    if (byte == '\t')
        return whole(decoder, key, KEY_TAB, 0);
    if (is_control(byte))
        return STEP_MORE;
    return byte < 0x80 ? character(decoder, key, byte)
                       : character_begin(decoder, byte, key);
}

static enum step
step_ground(struct decoder *decoder, uint8_t byte, struct key *key)
{
    decoder->is_meta = false;
    if (byte == 0x1B) {
        decoder->state = STATE_ESCAPE;
        return STEP_MORE;
    }
    if (decoder->is_pasting)
        return step_paste(decoder, byte, key);
    if (is_control(byte)) {
        keycode_control(byte, key);
        return STEP_KEY;
    }
    return byte < 0x80 ? character(decoder, key, byte)
                       : character_begin(decoder, byte, key);
}

/* What may begin a sequence after Esc. */
static enum decoder_state
sequence_state(uint8_t byte)
{
    switch (byte) {
    case '[':
        return STATE_CSI;
    case 'O':
        return STATE_SS3;
    case 'P': /* DCS, SOS, OSC, PM, APC */
    case 'X':
    case ']':
    case '^':
    case '_':
        return STATE_STRING;
    default:
        return STATE_GROUND;
    }
}

static enum step
sequence_begin(struct decoder *decoder, enum decoder_state state, uint8_t byte)
{
    *decoder = (struct decoder){
        .is_pasting = decoder->is_pasting,
        .after_return = decoder->after_return,
        .state = (uint8_t)state,
        .introducer = byte,
    };
    return STEP_MORE;
}

/* In a paste an Esc never acts: only a control sequence is looked for. */
static enum step
step_escape_pasted(struct decoder *decoder, uint8_t byte, struct key *key)
{
    if (byte == '[')
        return sequence_begin(decoder, STATE_CSI, byte);
    decoder->state = STATE_GROUND;
    return step_ground(decoder, byte, key);
}

static enum step
step_escape(struct decoder *decoder, uint8_t byte, struct key *key)
{
    if (decoder->is_pasting)
        return step_escape_pasted(decoder, byte, key);
    enum decoder_state state = sequence_state(byte);
    if (state != STATE_GROUND)
        return sequence_begin(decoder, state, byte);
    if (byte == '\r' || byte == '\n')
        return whole(decoder, key, KEY_META, '\r');
    if (byte == 0x7F || byte == 0x08)
        return whole(decoder, key, KEY_META, 0x7F);
    if (is_control(byte)) {
        whole(decoder, key, KEY_ESCAPE, 0);
        return STEP_BEFORE;
    }
    decoder->is_meta = true;
    return byte < 0x80 ? character(decoder, key, byte)
                       : character_begin(decoder, byte, key);
}

static enum step
sequence_end(struct decoder *decoder, uint8_t final, struct key *key)
{
    decoder->state = STATE_GROUND;
    if (decoder->is_unknown ||
        !keycode_sequence(decoder->prefix, decoder->number, final, key))
        return STEP_MORE;
    if (decoder->is_pasting && key->kind != KEY_PASTE_END)
        return STEP_MORE;
    if (!decoder->is_pasting && key->kind == KEY_PASTE_END)
        return STEP_MORE;
    if (key->kind == KEY_PASTE_BEGIN || key->kind == KEY_PASTE_END) {
        decoder->is_pasting = key->kind == KEY_PASTE_BEGIN;
        decoder->after_return = false;
    }
    return STEP_KEY;
}

static void
sequence_parameter(struct decoder *decoder, uint8_t byte)
{
    uint32_t *number = &decoder->number[decoder->number_count];

    if (byte >= '<' && byte <= '?') {
        decoder->prefix = byte;
    } else if (byte == ';' || byte == ':') {
        if (decoder->number_count < DECODER_NUMBERS - 1)
            decoder->number_count++;
        else
            decoder->is_unknown = true;
    } else {
        *number = *number * 10 + (byte - '0');
        if (*number > NUMBER_MOST)
            *number = NUMBER_MOST;
    }
}

static enum step
step_csi(struct decoder *decoder, uint8_t byte, struct key *key)
{
    bool is_first = decoder->introducer == '[';

    decoder->introducer = 0;
    if (byte < 0x20 || byte >= 0x7F) {
        decoder->state = STATE_GROUND;
        return step_ground(decoder, byte, key);
    }
    if (byte < 0x30)
        decoder->is_unknown = true;
    else if (byte < 0x40)
        sequence_parameter(decoder, byte);
    else if (byte == '[' && is_first)
        decoder->state = STATE_CONSOLE;
    else if (byte == 'M' && is_first && !decoder->is_pasting)
        *decoder = (struct decoder){.state = STATE_X10, .missing = 3};
    else
        return sequence_end(decoder, byte, key);
    return STEP_MORE;
}

static enum step
step_console(struct decoder *decoder, uint8_t byte, struct key *key)
{
    decoder->state = STATE_GROUND;
    if (byte < 'A' || byte > 'E')
        return step_ground(decoder, byte, key);
    if (decoder->is_pasting)
        return STEP_MORE;
    return whole(decoder, key, KEY_FUNCTION, byte - 'A' + 1U);
}

static enum step
step_ss3(struct decoder *decoder, uint8_t byte, struct key *key)
{
    decoder->introducer = 0;
    if (byte >= '0' && byte <= '9')
        return STEP_MORE;
    decoder->state = STATE_GROUND;
    if (is_control(byte) || byte >= 0x80)
        return step_ground(decoder, byte, key);
    return keycode_keypad(byte, key) ? STEP_KEY : STEP_MORE;
}

static enum step
step_x10(struct decoder *decoder, uint8_t byte, struct key *key)
{
    (void)byte;
    (void)key;
    if (--decoder->missing == 0)
        decoder->state = STATE_GROUND;
    return STEP_MORE;
}

/* Any control ends a string, so that a stray beginning never eats for long
 * what is typed after it. */
static enum step
step_string(struct decoder *decoder, uint8_t byte, struct key *key)
{
    decoder->introducer = 0;
    if (byte == 0x1B) {
        decoder->state = STATE_STRING_END;
        return STEP_MORE;
    }
    if (!is_control(byte))
        return STEP_MORE;
    decoder->state = STATE_GROUND;
    if (byte == BELL || byte == CANCEL || byte == SUBSTITUTE)
        return STEP_MORE;
    return step_ground(decoder, byte, key);
}

static enum step
step_string_end(struct decoder *decoder, uint8_t byte, struct key *key)
{
    if (byte != '\\') {
        decoder->state = STATE_ESCAPE;
        return step_escape(decoder, byte, key);
    }
    decoder->state = STATE_GROUND;
    return STEP_MORE;
}

typedef enum step step_function(struct decoder *decoder, uint8_t byte,
    struct key *key);

static step_function *const steps[] = {
    [STATE_GROUND] = step_ground,
    [STATE_UTF8] = step_utf8,
    [STATE_ESCAPE] = step_escape,
    [STATE_CSI] = step_csi,
    [STATE_CONSOLE] = step_console,
    [STATE_SS3] = step_ss3,
    [STATE_X10] = step_x10,
    [STATE_STRING] = step_string,
    [STATE_STRING_END] = step_string_end,
};

bool
decoder_key(struct decoder *decoder, const uint8_t *bytes, size_t count,
    size_t *used, struct key *key)
{
    for (size_t at = 0; at < count; at++) {
        enum step step = steps[decoder->state](decoder, bytes[at], key);

        if (step != STEP_MORE) {
            *used = step == STEP_KEY ? at + 1 : at;
            return true;
        }
    }
    *used = count;
    return false;
}

bool
decoder_is_waiting(const struct decoder *decoder)
{
    if (decoder->is_pasting)
        return false;
    return decoder->state == STATE_ESCAPE ||
           decoder->state == STATE_STRING_END ||
           (decoder->state != STATE_GROUND && decoder->introducer != 0);
}

bool
decoder_flush(struct decoder *decoder, struct key *key)
{
    if (!decoder_is_waiting(decoder))
        return false;
    if (decoder->state == STATE_ESCAPE || decoder->state == STATE_STRING_END)
        whole(decoder, key, KEY_ESCAPE, 0);
    else
        whole(decoder, key, KEY_META, decoder->introducer);
    decoder->introducer = 0;
    return true;
}
