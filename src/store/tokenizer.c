/* Tokenizer: what counts as a word for full-text search. */

#include "store/tokenizer.h"

#include <string.h>

#include "base/script.h"
#include "base/utf8.h"

/* One text on its way: where its tokens go. */
struct relay {
    void *context;
    int (*token)(void *context, int flags, const char *token, int count,
        int start, int end);
    bool is_document; /* not what is searched for */
};

static bool
has_no_spaces(int32_t point)
{
    switch (script_of(point)) {
    case SCRIPT_HAN:
    case SCRIPT_HIRAGANA:
    case SCRIPT_KATAKANA:
    case SCRIPT_BOPOMOFO:
    case SCRIPT_HANGUL:
    case SCRIPT_THAI:
    case SCRIPT_LAO:
    case SCRIPT_KHMER:
    case SCRIPT_MYANMAR:
        return true;
    default:
        return false;
    }
}

/* The bytes at the start of `token` up to where its kind of script ends. */
static int
stretch(const char *token, int count, bool *spaceless)
{
    int32_t point = 0;
    int end = (int)utf8_decode(token, (size_t)count, &point);

    *spaceless = has_no_spaces(point);
    while (end < count) {
        int next = (int)utf8_decode(token + end, (size_t)(count - end), &point);

        if (has_no_spaces(point) != *spaceless)
            break;
        end += next;
    }
    return end;
}

/* Each two letters; of a document its last one as well, which a search for one
 * letter alone must find. */
static int
relay_pairs(const struct relay *relay, const char *letters, int count,
    const int place[2])
{
    int32_t point = 0;
    int code = SQLITE_OK;
    int at = 0;

    while (at < count && code == SQLITE_OK) {
        int first = (int)utf8_decode(letters + at, (size_t)(count - at),
            &point);
        int rest = count - at - first;
        int second = rest > 0 ? (int)utf8_decode(letters + at + first,
                                    (size_t)rest, &point)
                              : 0;

        if (second > 0 || at == 0 || relay->is_document)
            code = relay->token(relay->context, 0, letters + at, first + second,
                place[0], place[1]);
        at += first;
    }
    return code;
}

static int
/* NOLINTNEXTLINE(readability-function-size): FTS5 sets the parameters */
relay_token(void *relay_, int flags, const char *token, int count, int start,
    int end)
{
    const struct relay *relay = relay_;
    const int place[2] = {start, end};
    int code = SQLITE_OK;

    for (int at = 0; at < count && code == SQLITE_OK;) {
        bool spaceless = false;
        int length = stretch(token + at, count - at, &spaceless);

        if (spaceless)
            code = relay_pairs(relay, token + at, length, place);
        else
            code = relay->token(relay->context, flags, token + at, length,
                start, end);
        at += length;
    }
    return code;
}

/* ---- What FTS5 calls ----------------------------------------------------- */

struct words {
    fts5_tokenizer inner;
    Fts5Tokenizer *tokenizer; /* of unicode61 */
};

static int
words_create(void *api_, const char **arguments, int count,
    Fts5Tokenizer **created)
{
    static const char *settings[] = {"remove_diacritics", "2"};
    fts5_api *api = api_;
    struct words *words = sqlite3_malloc(sizeof *words);
    void *context = NULL;
    (void)arguments;
    (void)count;

    if (words == NULL)
        return SQLITE_NOMEM;
    int code = api->xFindTokenizer(api, "unicode61", &context, &words->inner);
    if (code == SQLITE_OK)
        code = words->inner.xCreate(context, settings, 2, &words->tokenizer);
    if (code == SQLITE_OK)
        *created = (Fts5Tokenizer *)words;
    else
        sqlite3_free(words);
    return code;
}

static void
words_delete(Fts5Tokenizer *words_)
{
    struct words *words = (struct words *)words_;

    words->inner.xDelete(words->tokenizer);
    sqlite3_free(words);
}

static int
/* NOLINTNEXTLINE(readability-function-size): FTS5 sets the parameters */
words_tokenize(Fts5Tokenizer *words_, void *context, int flags,
    const char *text, int count,
    int (*token)(void *context, int flags, const char *token, int count,
        int start, int end))
{
    const struct words *words = (const struct words *)words_;
    struct relay relay = {context, token, (flags & FTS5_TOKENIZE_QUERY) == 0};

    return words->inner.xTokenize(words->tokenizer, &relay, flags, text, count,
        relay_token);
}

/* NULL where SQLite was built without it. */
static fts5_api *
find_api(sqlite3 *database)
{
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, NULL) !=
        SQLITE_OK)
        return NULL;
    sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    return api;
}

enum status
tokenizer_add(struct store *store)
{
    static fts5_tokenizer words = {words_create, words_delete, words_tokenize};
    fts5_api *api = find_api(store->database);

    if (api == NULL)
        return engine_fail(store, SQLITE_ERROR, "full-text search");
    int code = api->xCreateTokenizer(api, "homeroom", api, &words, NULL);
    return code == SQLITE_OK ? STATUS_OK
                             : engine_fail(store, code, "full-text search");
}
