/* Whatever a command has to print: lines of at most 80 columns, of UTF-8 that
 * is clean, and none of its words lost where they are wrapped. */

#include "input.h"

#include "base/unicode.h"
#include "commands/print.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    INDENTS = 40
};

static size_t
check_lines(const struct text *out)
{
    size_t count = 0;

    for (const char *line = text_bytes(out); *line != '\0'; count++) {
        size_t length = strcspn(line, "\n");
        struct text clean = {0};

        require(line[length] == '\n');
        require(text_width(line, length) <= PRINT_COLUMNS);
        text_clean(&clean, TEXT_PIECE, line, length, NULL);
        /* A joiner that a line was broken behind joins nothing there. */
        require(clean.length == length ||
                memmem(line, length, "\xE2\x80", 2) != NULL);
        require(clean.length < length ||
                memcmp(text_bytes(&clean), line, length) == 0);
        text_clear(&clean);
        line += length + 1;
    }
    return count;
}

/* The bytes that are neither spaces nor line ends. */
static void
add_words(struct text *words, const char *from)
{
    for (; *from != '\0'; from++)
        if (*from != ' ' && *from != '\n')
            text_add_bytes(words, from, 1);
}

static void
check_wrapped(const char *body, int indent)
{
    struct text out = {0};
    struct text clean = {0};
    struct text given = {0};
    struct text shown = {0};

    print_wrapped(&out, indent, body);
    check_lines(&out);
    text_clean(&clean, TEXT_BODY, body, strlen(body), NULL);
    add_words(&given, text_bytes(&clean));
    add_words(&shown, text_bytes(&out));
    require(text_equals(text_bytes(&given), text_bytes(&shown)));
    text_clear(&out);
    text_clear(&clean);
    text_clear(&given);
    text_clear(&shown);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *words = input_words(data, size);
    char *right = strchr(words, '\n');
    struct text out = {0};

    check_wrapped(words, size > 0 ? data[size - 1] % INDENTS : 0);
    print_line(&out, "%s", words);
    require(check_lines(&out) == 1);
    text_truncate(&out, 0);
    if (right != NULL)
        *right++ = '\0';
    print_pair(&out, words, right != NULL ? right : "");
    require(check_lines(&out) == 1);
    text_clear(&out);
    free(words);
    return 0;
}
