/* Latin: letters without their accents, for names that are typed. */

#include "base/latin.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* What has no parts to be taken off; in lower case. */
static const struct {
    const char *letter;
    const char *plain;
} whole[] = {
    {"\xC3\xA6", "ae"}, /* ae */
    {"\xC5\x93", "oe"}, /* oe */
    {"\xC3\xB8", "o"},  /* o with a stroke */
    {"\xC5\x82", "l"},  /* l with a stroke */
    {"\xC4\x91", "d"},  /* d with a stroke */
    {"\xC3\xB0", "d"},  /* eth */
    {"\xC3\xBE", "th"}, /* thorn */
    {"\xC4\xA7", "h"},  /* h with a stroke */
    {"\xC4\xB1", "i"},  /* i without a dot */
    {"\xC5\x8B", "n"},  /* eng */
    {"\xC5\xA7", "t"},  /* t with a stroke */
    {"\xC9\x99", "e"},  /* schwa */
    {"\xC6\xA1", "o"},  /* o with a horn */
    {"\xC6\xB0", "u"},  /* u with a horn */
};

enum {
    LETTER_BYTES = 2
};

static const char *
plain_of(const char *at)
{
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strncmp(at, whole[i].letter, LETTER_BYTES) == 0)
            return whole[i].plain;
    return NULL;
}

void
latin_plain(struct text *out, const char *string)
{
    utf8proc_uint8_t *bare = NULL;

    /* Case folding makes two of a sharp s. */
    if (utf8proc_map((const utf8proc_uint8_t *)string, 0, &bare,
            UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
                UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD) <
        0)
        return;
    for (const char *at = (const char *)bare; *at != '\0';) {
        const char *plain = plain_of(at);

        if (plain != NULL)
            text_add(out, plain);
        else
            text_add_bytes(out, at, 1);
        at += plain != NULL ? LETTER_BYTES : 1;
    }
    free(bare);
}
