/* Whatever line is typed: it splits within its bounds, and what is taken as
 * fitting a pattern keeps what the pattern says. */

#include "input.h"

#include "base/memory.h"
#include "commands/command.h"
#include "commands/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const patterns[] = {
    "today [--short] [--json]",
    "answer [<text>...]",
    "reply <thread> [<post>] [<text>...]",
    "post <board> --subject <subject> [<text>...]",
    "ask <board> [--on <date>] [--open] [<text>...]",
    "suspend <handle> for <duration>",
    "questions import <file> --cohort <cohort>",
    "cohort add <slug> --program <program> --starts <date> --ends <date>",
};

/* Whether the text of a slot is one of the words. */
static bool
is_word(const char *value, int count, char *const *words)
{
    for (int i = 0; i < count; i++) {
        if (words[i] == value)
            return true;
    }
    return false;
}

static void
check_values(const struct pattern_values *values, int count, char *const *words)
{
    for (int i = 0; i < PATTERN_SLOTS; i++) {
        const char *value = values->value[i];

        require(value == NULL || !values->flag[i]);
        require(value == NULL || value == text_bytes(&values->rest) ||
                is_word(value, count, words));
    }
}

static void
match_each(int count, char *const *words)
{
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        struct pattern_values values;
        enum status status = pattern_match(patterns[i], count,
            (const char *const *)words, &values);

        if (status == STATUS_OK)
            check_values(&values, count, words);
        else
            require(strstr(reason(), "usage: ") != NULL);
        pattern_clear(&values);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text line = {0};
    char **words = NULL;
    int count = 0;

    text_add_bytes(&line, (const char *)data, size);
    if (command_split(text_bytes(&line), &words, &count) == STATUS_OK) {
        require(count >= 0 && count <= COMMAND_WORDS);
        match_each(count, words);
        command_words_free(words, count);
    }
    text_clear(&line);
    return 0;
}
