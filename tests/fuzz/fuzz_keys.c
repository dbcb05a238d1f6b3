/* Whatever the keeper's answer says of somebody's keys: it is read to its end,
 * line by line, within the bounds of a key. */

#include "input.h"

#include "base/text.h"
#include "board/keeping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_again(const struct listed_key *key)
{
    struct listed_key again;
    struct text line = {0};

    text_add_format(&line, "%s %s %lld %s\n", key->type, key->fingerprint,
        (long long)key->added_at, key->comment);
    const char *at = text_bytes(&line);
    require(keeping_key_read(&at, &again));
    require(*at == '\0');
    require(text_equals(key->type, again.type));
    require(text_equals(key->fingerprint, again.fingerprint));
    require(text_equals(key->comment, again.comment));
    require(key->added_at == again.added_at);
    text_clear(&line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *answer = input_words(data, size);
    const char *at = answer;
    const char *before = at;
    struct listed_key key;

    while (keeping_key_read(&at, &key)) {
        require(at > before && at <= answer + strlen(answer));
        require(strpbrk(key.type, " \n") == NULL);
        require(strpbrk(key.fingerprint, " \n") == NULL);
        require(strchr(key.comment, '\n') == NULL);
        before = at;
        if (key.type[0] != '\0' && key.fingerprint[0] != '\0')
            check_again(&key);
    }
    require(*at == '\0');
    free(answer);
    return 0;
}
