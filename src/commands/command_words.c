/* Words: a line split as a POSIX shell splits it, without expansion. */

#include <string.h>

#include "base/memory.h"
#include "commands/command.h"

struct splitter {
    const char *at;
    char **words; /* owned */
    int count;
    struct text word;
    bool is_in_word; /* true also for "" */
};

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

static enum status
word_end(struct splitter *splitter)
{
    if (!splitter->is_in_word)
        return STATUS_OK;
    if (splitter->count == COMMAND_WORDS)
        return refuse(STATUS_INVALID,
            "over %d words: put the text on standard input, or in quotes",
            COMMAND_WORDS);
    splitter->words = grow(splitter->words, (size_t)splitter->count + 1,
        sizeof *splitter->words);
    splitter->words[splitter->count++] = text_take(&splitter->word);
    splitter->is_in_word = false;
    return STATUS_OK;
}

static enum status
take_single_quotes(struct splitter *splitter)
{
    const char *start = splitter->at + 1;
    size_t length = strcspn(start, "'");

    if (start[length] == '\0')
        return refuse(STATUS_INVALID,
            "a single quote is left open: put the text in double quotes, or "
            "on standard input");
    text_add_bytes(&splitter->word, start, length);
    splitter->at = start + length + 1;
    return STATUS_OK;
}

static enum status
take_double_quotes(struct splitter *splitter)
{
    const char *at = splitter->at + 1;

    while (*at != '\0' && *at != '"') {
        if (*at == '\\' && at[1] == '\n') {
            at += 2;
            continue;
        }
        if (*at == '\\' && at[1] != '\0' && strchr("$`\"\\", at[1]) != NULL)
            at++;
        text_add_bytes(&splitter->word, at++, 1);
    }
    if (*at == '\0')
        return refuse(STATUS_INVALID, "a double quote is left open");
    splitter->at = at + 1;
    return STATUS_OK;
}

static enum status
take_backslash(struct splitter *splitter)
{
    char next = splitter->at[1];

    if (next == '\0')
        return refuse(STATUS_INVALID, "a backslash ends the line");
    if (next == '\n') /* the line goes on */
        splitter->is_in_word = splitter->word.length > 0;
    else
        text_add_bytes(&splitter->word, &next, 1);
    splitter->at += 2;
    return STATUS_OK;
}

/* Takes what stands at `at`, which is no blank. */
static enum status
take_piece(struct splitter *splitter)
{
    splitter->is_in_word = true;
    switch (*splitter->at) {
    case '\'':
        return take_single_quotes(splitter);
    case '"':
        return take_double_quotes(splitter);
    case '\\':
        return take_backslash(splitter);
    default:
        text_add_bytes(&splitter->word, splitter->at++, 1);
        return STATUS_OK;
    }
}

enum status
command_split(const char *line, char ***words, int *count)
{
    struct splitter splitter = {.at = line};
    enum status status = STATUS_OK;

    while (*splitter.at != '\0' && status == STATUS_OK) {
        if (is_blank(*splitter.at)) {
            status = word_end(&splitter);
            splitter.at++;
        } else {
            status = take_piece(&splitter);
        }
    }
    if (status == STATUS_OK)
        status = word_end(&splitter);

    text_clear(&splitter.word);
    if (status != STATUS_OK) {
        command_words_free(splitter.words, splitter.count);
        return status;
    }
    *words = splitter.words;
    *count = splitter.count;
    return STATUS_OK;
}

void
command_words_free(char **words, int count)
{
    for (int i = 0; i < count; i++)
        memory_release(words[i]);
    memory_release(words);
}
