/* Fuzzes the decoder: no bytes, however split, make it stray, and the keys are
 * the same whether they came at once or one by one. */

#include <stdlib.h>
#include <string.h>

#include "ui/decoder.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

enum {
    KEYS_MOST = 4096
};

static size_t
decode(const uint8_t *bytes, size_t count, size_t step, struct key *keys)
{
    struct decoder decoder = {.is_pasting = false};
    size_t found = 0;

    for (size_t at = 0; at < count; at += step) {
        const uint8_t *piece = bytes + at;
        size_t left = count - at < step ? count - at : step;
        size_t used;

        while (decoder_key(&decoder, piece, left, &used, &keys[found])) {
            if (used > left || keys[found].kind == KEY_NONE)
                abort();
            /* A key in a paste is never one that acts. */
            if (decoder.is_pasting && keys[found].kind != KEY_PASTE_BEGIN &&
                keys[found].kind != KEY_CHARACTER &&
                keys[found].kind != KEY_RETURN && keys[found].kind != KEY_TAB)
                abort();
            found++;
            piece += used;
            left -= used;
        }
        if (used != left)
            abort();
    }
    return found;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static struct key whole[KEYS_MOST + 1];
    static struct key split[KEYS_MOST + 1];

    /* A byte makes two keys at most. */
    if (count == 0 || count > KEYS_MOST / 2)
        return 0;
    memset(whole, 0, sizeof whole);
    memset(split, 0, sizeof split);
    size_t found = decode(bytes, count, count, whole);
    if (decode(bytes, count, 1, split) != found ||
        memcmp(whole, split, found * sizeof *whole) != 0)
        abort();
    return 0;
}
