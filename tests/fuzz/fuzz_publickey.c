/* Whatever line is given for a key: it is taken whole, or refused with a
 * reason of one line; what is taken is taken again from its parts. */

#include "input.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/unicode.h"
#include "board/publickey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_again(const struct publickey *key)
{
    struct publickey again;
    struct text line = {0};

    text_add_format(&line, "%s %s %s", key->type, key->blob, key->comment);
    require(publickey_read(text_bytes(&line), &again) == STATUS_OK);
    require(text_equals(key->fingerprint, again.fingerprint));
    require(text_equals(key->comment, again.comment));
    text_clear(&line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *line = memory_new(size + 1);
    struct publickey key;

    memcpy(line, data, size);
    reason_clear();
    if (publickey_read(line, &key) == STATUS_OK) {
        require(text_starts(key.fingerprint, "SHA256:"));
        require(text_is_utf8(key.comment, strlen(key.comment), NULL));
        check_again(&key);
    } else {
        require(text_starts(reason(), "key: "));
        require(strchr(reason(), '\n') == NULL);
    }
    memory_release(line);
    return 0;
}
