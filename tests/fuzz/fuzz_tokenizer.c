/* Whatever is searched for in whatever text: FTS5 with our words takes both,
 * each word of the text is found in it, and its index stays sound. The input:
 * the text. */

#include "input.h"

#include "base/unicode.h"
#include "store/engine.h"
#include "store/tokenizer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    WORDS_MOST = 16,
    BYTES_MOST = 1000 /* of one, as asked_words.c has it */
};

static struct store store;

static void
run(const char *sql)
{
    require(sqlite3_exec(store.database, sql, NULL, NULL, NULL) == SQLITE_OK);
}

static void
open_once(void)
{
    if (store.database != NULL)
        return;
    require(sqlite3_open(":memory:", &store.database) == SQLITE_OK);
    require(tokenizer_add(&store) == STATUS_OK);
    run("CREATE VIRTUAL TABLE words USING fts5(body, tokenize = homeroom)");
}

/* One statement with one text, and the number it gives; -1: none. */
static int64_t
ask(const char *sql, const char *text)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = -1;

    require(sqlite3_prepare_v2(store.database, sql, -1, &statement, NULL) ==
            SQLITE_OK);
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    int code = sqlite3_step(statement);
    require(code == SQLITE_ROW || code == SQLITE_DONE);
    if (code == SQLITE_ROW)
        number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* Each word, whole and by its beginning, as asked_words.c writes it. */
static void
check_found(const char *text, const char *end)
{
    for (int words = 0; *text != '\0' && words < WORDS_MOST; words++) {
        struct text match = {0};
        size_t count = strcspn(text, " \n");

        for (size_t i = 0; i < count; i++)
            if (text[i] != '"')
                text_add_bytes(&match, text + i, 1);
        if (match.length > 0 && match.length <= BYTES_MOST) {
            text_insert(&match, 0, "\"", 1);
            text_add(&match, end);
            /* 1, or 0 where there is no letter in it. */
            int64_t
                found = ask("SELECT count(*) FROM words WHERE words MATCH ?1",
                    text_bytes(&match));
            require(found == 1 || found == 0);
        }
        text_clear(&match);
        text += count;
        text += strspn(text, " \n");
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text clean = {0};

    open_once();
    text_clean(&clean, TEXT_BODY, (const char *)data, size, NULL);
    run("BEGIN");
    ask("INSERT INTO words (body) VALUES (?1)", text_bytes(&clean));
    check_found(text_bytes(&clean), "\"");
    check_found(text_bytes(&clean), "\" *");
    run("INSERT INTO words (words) VALUES ('integrity-check')");
    run("ROLLBACK");
    text_clear(&clean);
    return 0;
}
