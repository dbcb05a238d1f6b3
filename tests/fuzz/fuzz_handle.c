/* Whatever is given for a handle, an address or a slug: what is taken keeps its
 * letters and length, and is no other's by its skeleton. */

#include "input.h"

#include "base/handle.h"
#include "base/latin.h"
#include "base/sameness.h"
#include "base/unicode.h"
#include "board/naming.h"
#include "model/person.h"
#include "model/program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
has_only(const char *text, const char *letters)
{
    return strspn(text, letters) == strlen(text);
}

static void
check_handle(const char *given)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    char skeleton[HANDLE_BYTES];
    char again[HANDLE_BYTES];
    size_t length = strlen(given);

    handle_skeleton(given, skeleton, sizeof skeleton);
    require(strpbrk(skeleton, "_-0i1ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL);
    require(strstr(skeleton, "rn") == NULL && strstr(skeleton, "vv") == NULL);
    handle_skeleton(skeleton, again, sizeof again);
    require(text_equals(skeleton, again));
    require(
        handle_is_valid(given) == (naming_check_handle(given) == STATUS_OK));
    if (!handle_is_valid(given))
        return;
    require(length >= 2 && length < HANDLE_BYTES && has_only(given, letters));
    require(given[0] >= 'a' && given[0] <= 'z');
}

static void
check_slug(const char *given)
{
    char slug[SLUG_BYTES] = "a";

    if (naming_check_slug("slug", given) == STATUS_OK) {
        require(has_only(given, "abcdefghijklmnopqrstuvwxyz0123456789-"));
        require(given[0] != '-' && given[strlen(given) - 1] != '-');
        require(!has_only(given, "0123456789-"));
        require(strlen(given) < SLUG_BYTES);
    }
    naming_extend_slug(slug, sizeof slug, given);
    require(naming_check_slug("slug", slug) == STATUS_OK);
}

static void
check_email(const char *given)
{
    char email[EMAIL_BYTES];
    char again[EMAIL_BYTES];

    if (naming_check_email(given, email, sizeof email) != STATUS_OK)
        return;
    const char *at = strchr(email, '@');
    require(at != NULL && at > email && at[1] != '\0');
    require(strpbrk(email, " \t\n<>,ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL);
    require(naming_check_email(email, again, sizeof again) == STATUS_OK);
    require(text_equals(email, again));
}

/* What makes texts the same makes them the same again. */
static void
check_folded(const char *given)
{
    struct text clean = {0};
    struct text plain = {0};
    struct text once = {0};
    struct text twice = {0};

    text_clean(&clean, TEXT_BODY, given, strlen(given), NULL);
    sameness_fold(&once, text_bytes(&clean));
    sameness_fold(&twice, text_bytes(&once));
    require(text_equals(text_bytes(&once), text_bytes(&twice)));
    latin_plain(&plain, text_bytes(&clean));
    require(text_is_utf8(text_bytes(&plain), plain.length, NULL));
    text_clear(&clean);
    text_clear(&plain);
    text_clear(&once);
    text_clear(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *given = input_words(data, size);

    check_handle(given);
    check_slug(given);
    check_email(given);
    check_folded(given);
    free(given);
    return 0;
}
