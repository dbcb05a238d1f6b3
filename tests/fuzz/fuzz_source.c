/* Whatever is given for a range of addresses: the settings take it where the
 * listener reads it, and nowhere else; it holds its first and last address, and
 * none beside them. */

#include "input.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "config/rules.h"
#include "daemon/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    BITS = 128,
    WORD_BYTES = 48
};

static void
flip(struct source *source, int bit)
{
    source->bytes[bit / 8] ^= (uint8_t)(0x80U >> (bit % 8));
}

static void
check_range(const struct source_range *range)
{
    struct source source = range->first;

    require(range->bits >= 0 && range->bits <= BITS);
    require(source_is_in(&source, range));
    for (int bit = range->bits; bit < BITS; bit++) {
        require((source.bytes[bit / 8] & (0x80U >> (bit % 8))) == 0);
        flip(&source, bit);
    }
    require(source_is_in(&source, range));
    for (int bit = 0; bit < range->bits; bit++) {
        flip(&source, bit);
        require(!source_is_in(&source, range));
        flip(&source, bit);
    }
}

/* An address told is read as the same. */
static void
check_told(const struct source *source)
{
    char text[SOURCE_TEXT_BYTES];
    struct source_range again;

    source_text(source, text);
    require(text[0] != '\0');
    require(source_range_read(text, &again) == STATUS_OK);
    require(again.bits == BITS && source_equals(source, &again.first));
    struct source prefix = source_prefix(source);
    struct source twice = source_prefix(&prefix);
    require(source_equals(&prefix, &twice));
}

static void
check_settings(const char *text, bool is_read)
{
    size_t length = strlen(text);

    if (length == 0 || length >= WORD_BYTES || strpbrk(text, ", \t") != NULL)
        return;
    require((rules_broken_by("exempt_sources", text) == NULL) == is_read);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = input_words(data, size);
    struct source_range range;
    struct source source;

    bool is_read = source_range_read(text, &range) == STATUS_OK;
    if (is_read)
        check_range(&range);
    check_settings(text, is_read);
    if (size >= sizeof source.bytes) {
        memcpy(source.bytes, data, sizeof source.bytes);
        check_told(&source);
    }
    free(text);
    return 0;
}
