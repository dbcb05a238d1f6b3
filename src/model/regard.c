/* Regards: what others think of a post, in words. */

#include "model/regard.h"

#include <stdio.h>

#include "base/text.h"
#include "model/use.h"

static void
endorsed_words(const struct regard *endorsed, char *out, size_t size)
{
    if (endorsed->count == 1)
        snprintf(out, size, "endorsed%s", endorsed->is_mine ? " by you" : "");
    else
        snprintf(out, size, "endorsed by %d%s", endorsed->count,
            endorsed->is_mine ? ", you too" : "");
}

static void
thanks_words(const struct regard *thanks, char *out, size_t size)
{
    if (thanks->count == 1 && thanks->is_mine)
        snprintf(out, size, "your thanks");
    else
        snprintf(out, size, "%d thanks%s", thanks->count,
            thanks->is_mine ? ", yours too" : "");
}

static void
used_words(const struct regard *used, char *out, size_t size)
{
    use_words(used->count, used->is_mine, out, size);
}

bool
regards_are_none(const struct regards *regards)
{
    return regards->endorsed.count == 0 && regards->thanks.count == 0 &&
           regards->used.count == 0;
}

void
regards_words(const struct regards *regards, char out[REGARDS_BYTES])
{
    const struct {
        const struct regard *regard;
        void (*write)(const struct regard *regard, char *out, size_t size);
    } all[] = {
        {&regards->endorsed, endorsed_words},
        {&regards->thanks, thanks_words},
        {&regards->used, used_words},
    };
    char words[REGARDS_BYTES];
    struct text line = {0};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].regard->count == 0)
            continue;
        all[i].write(all[i].regard, words, sizeof words);
        text_add_format(&line, "%s%s", line.length > 0 ? ", " : "", words);
    }
    text_copy(out, REGARDS_BYTES, text_bytes(&line));
    text_clear(&line);
}
