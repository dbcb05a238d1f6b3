/* Whatever stands for the place of a session: it is read within its bounds,
 * and what was typed comes out of it as it went in. */

#include "input.h"

#include "base/unicode.h"
#include "ui/place.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    WORD_BYTES = 16
};

static void
check_line(const char *place)
{
    char word[WORD_BYTES] = "";
    int64_t number = 0;
    struct text typed = {0};

    if (place_number(place, &number))
        require(number > 0);
    if (place_word(place, word, sizeof word)) {
        require(word[0] != '\0' && strpbrk(word, " \n") == NULL);
        require(place_has(place, word));
    }
    if (place_find(place, "post", &number))
        require(number > 0 && place_has(place, "post"));
    require(place_count(place, "post") >= 0);
    place_typed(place, "typed", &typed);
    require(text_is_utf8(text_bytes(&typed), typed.length, NULL));
    require(strlen(text_bytes(&typed)) == typed.length);
    require(strchr(text_bytes(&typed), '\n') == NULL);
    text_clear(&typed);
}

static void
check_stack(const char *stack)
{
    static struct place_line line;
    const char *at = stack;
    const char *end = stack + strlen(stack);

    while (place_next(&at, &line)) {
        require(at > stack && at <= end);
        require(strpbrk(line.name, " \n") == NULL);
        require(strchr(line.place, '\n') == NULL);
        check_line(line.place);
    }
    require(at == end);
}

/* A cleaned line, typed, is the same when it is read. */
static void
check_typed(const uint8_t *data, size_t size)
{
    struct text clean = {0};
    struct text place = {0};
    struct text typed = {0};

    text_clean(&clean, TEXT_LINE, (const char *)data, size, NULL);
    text_add(&place, "812 post 4");
    place_add_typed(&place, "typed", text_bytes(&clean));
    text_add(&place, " end");
    place_typed(text_bytes(&place), "typed", &typed);
    require(text_equals(text_bytes(&clean), text_bytes(&typed)));
    require(place_has(text_bytes(&place), "end"));
    text_clear(&clean);
    text_clear(&place);
    text_clear(&typed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *stack = input_words(data, size);

    check_stack(stack);
    check_typed(data, size);
    free(stack);
    return 0;
}
