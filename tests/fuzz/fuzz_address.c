/* Whatever stands in a mail's From field: the address has no space in it, and
 * its skeleton is that of the skeleton; the name came from the field. */

#include "input.h"

#include "base/unicode.h"
#include "mail/address.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_skeleton(const char *email)
{
    struct text skeleton = {0};
    struct text again = {0};

    address_skeleton(email, &skeleton);
    address_skeleton(text_bytes(&skeleton), &again);
    require(text_equals(text_bytes(&skeleton), text_bytes(&again)));
    text_clear(&skeleton);
    text_clear(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *from = input_words(data, size);
    struct address address = {0};

    /* As message.c has it: whatever came, a field is UTF-8. */
    if (text_is_utf8(from, strlen(from), NULL)) {
        address_read(&address, from);
        const char *email = text_bytes(&address.email);

        require(strstr(from, text_bytes(&address.name)) != NULL);
        require(strpbrk(email, " \t\n<>") == NULL);
        for (const char *at = email; *at != '\0'; at++)
            require(address.is_blurred || *at < 'A' || *at > 'Z');
        check_skeleton(email);
    }
    address_clear(&address);
    free(from);
    return 0;
}
