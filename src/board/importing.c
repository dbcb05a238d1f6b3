/* Importing: mail from elsewhere becomes threads of a board. */

#include "board/importing.h"

#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "board/access.h"
#include "board/authors.h"
#include "board/enrolling.h"
#include "board/posting.h"
#include "board/writing.h"
#include "store/posts.h"
#include "store/threads.h"

enum {
    BATCH_MESSAGES = 200,
    MESSAGE_ID_BYTES = 998 /* RFC 5322 section 2.1.1: the longest line */
};

struct import {
    struct viewer *viewer; /* borrowed */
    struct board board;
    struct authors authors;
    struct lookup absent; /* threads, by messages they name that are not here */
    struct import_counts counts;
    enum status failure; /* of the store: nothing more goes in */
    int batched;         /* messages in the open transaction */
    bool is_audited;     /* with the first of them */
};

enum status
import_open(struct viewer *viewer, const char *board, struct import **import)
{
    struct board found;
    enum status status = access_board_named(viewer, board, RIGHT_IMPORT,
        &found);

    if (status != STATUS_OK)
        return status;
    *import = memory_new(sizeof **import);
    (*import)->viewer = viewer;
    (*import)->board = found;
    return STATUS_OK;
}

/* Where a message goes. */
struct import_place {
    int64_t thread_id; /* 0: a thread of its own */
    int reply_to;
};

/* Its nearest ancestor that is on this board decides; else the thread of
 * another message that names the same missing one. */
static enum status
find_parent(struct import *import, const struct import_message *message,
    struct import_place *place)
{
    for (const char *const *parent = message->parents; *parent != NULL;
         parent++) {
        struct post_place post;
        enum status status = posts_find_message(import->viewer->store, *parent,
            &post);

        if (status == STATUS_OK && post.board_id == import->board.id) {
            *place = (struct import_place){post.thread_id, post.number};
            return STATUS_OK;
        }
        if (status != STATUS_OK && status != STATUS_NOT_FOUND)
            return status;
    }
    *place = (struct import_place){0};
    if (lookup_find(&import->absent, message->message_id, &place->thread_id))
        return STATUS_OK;
    for (const char *const *parent = message->parents; *parent != NULL;
         parent++)
        if (lookup_find(&import->absent, *parent, &place->thread_id))
            return STATUS_OK;
    return STATUS_OK;
}

/* Whoever names the same missing message later belongs here too. */
static void
note_absent(struct import *import, const struct import_message *message,
    int64_t thread_id)
{
    struct post_place post;

    for (const char *const *parent = message->parents; *parent != NULL;
         parent++)
        if (posts_find_message(import->viewer->store, *parent, &post) ==
            STATUS_NOT_FOUND)
            lookup_set(&import->absent, *parent, thread_id);
}

/* The bytes of a prefix that says how mail travelled: "Re:", "Re[2]:", "Fwd:",
 * "[list]"; 0: none. */
static size_t
prefix_bytes(const char *subject)
{
    static const char *const words[] = {"re", "aw", "sv", "fw", "fwd", "antw"};

    if (*subject == ' ')
        return 1;
    if (*subject == '[') {
        const char *end = strchr(subject, ']');
        return end != NULL ? (size_t)(end - subject) + 1 : 0;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);

        if (strncasecmp(subject, words[i], length) != 0)
            continue;
        if (subject[length] == '[')
            length += strspn(subject + length, "[0123456789]");
        if (subject[length] == ':')
            return length + 1;
    }
    return 0;
}

static void
write_subject(const char *given, char subject[SUBJECT_BYTES])
{
    struct text clean = {0};

    text_clean(&clean, TEXT_LINE, given, strlen(given), NULL);
    const char *start = text_bytes(&clean);
    for (size_t bytes = 1; bytes > 0; start += bytes)
        bytes = prefix_bytes(start);
    if (*start == '\0')
        start = "(no subject)";
    text_copy(subject, SUBJECT_BYTES, start);
    text_clear(&clean);
}

static enum status
check_message(const struct import_message *message)
{
    size_t length = strlen(message->message_id);

    if (length == 0 || length > MESSAGE_ID_BYTES)
        return refuse(STATUS_INVALID, "no Message-ID that can be one");
    if (!text_is_utf8(message->message_id, length, NULL))
        return refuse(STATUS_INVALID, "the Message-ID is not UTF-8");
    if (message->sent_at <= 0)
        return refuse(STATUS_INVALID, "no date that can be one");
    return STATUS_OK;
}

static enum status
clean_body(const char *given, struct text *body)
{
    text_clean(body, TEXT_BODY, given, strlen(given), NULL);
    if (strspn(text_bytes(body), "\n ") == body->length) {
        text_truncate(body, 0);
        text_add(body, "(no text)");
        return STATUS_OK;
    }

    char *clean = text_take(body);
    enum status status = posting_check_body(clean, strlen(clean), body, NULL);
    memory_release(clean);
    return status;
}

static enum status
add_message(struct import *import, const struct import_message *message,
    const char *body)
{
    struct store *store = import->viewer->store;
    struct import_place place;
    int64_t now = clock_now();
    int64_t at = message->sent_at < now ? message->sent_at : now;
    /* An archive waits for nobody's reply. */
    struct thread thread = {.board_id = import->board.id,
        .created_at = at,
        .has_reply = true};
    struct writing writing = {.thread = &thread,
        .body = body,
        .at = at,
        .message_id = message->message_id};
    enum status status = find_parent(import, message, &place);

    if (status == STATUS_OK)
        status = authors_find(&import->authors, store, message->author_name,
            message->author_email, &writing.author_id);
    if (status != STATUS_OK)
        return status;

    thread.id = place.thread_id;
    thread.author_id = writing.author_id;
    writing.reply_to = place.reply_to;
    if (thread.id == 0)
        write_subject(message->subject, thread.subject);
    status = writing_add(store, &writing);
    if (status != STATUS_OK)
        return status;
    note_absent(import, message, thread.id);
    import->counts.threads += place.thread_id == 0;
    import->counts.messages++;
    return STATUS_OK;
}

static enum status
commit_batch(struct import *import)
{
    import->batched = 0;
    import->failure = store_commit(import->viewer->store);
    return import->failure;
}

static enum status
begin_batch(struct import *import)
{
    enum status status = store_begin(import->viewer->store);

    if (status != STATUS_OK)
        return status;
    import->batched = 1;
    if (!import->is_audited)
        status = enrolling_audit(import->viewer, "import mbox",
            import->board.slug);
    import->is_audited = true;
    return status;
}

static enum status
add_batched(struct import *import, const struct import_message *message,
    const char *body)
{
    enum status status = STATUS_OK;

    if (import->batched > 0)
        import->batched++;
    else
        status = begin_batch(import);
    if (status == STATUS_OK)
        status = add_message(import, message, body);
    if (status != STATUS_OK) {
        if (import->batched > 0)
            store_rollback(import->viewer->store);
        import->batched = 0;
        /* A constraint of the store's is no "here already". */
        if (status == STATUS_CONFLICT || status == STATUS_INVALID)
            status = STATUS_FAILED;
        import->failure = status;
        return status;
    }
    return import->batched < BATCH_MESSAGES ? STATUS_OK : commit_batch(import);
}

enum status
import_message(struct import *import, const struct import_message *message)
{
    struct post_place post;
    struct text body = {0};
    enum status status;

    if (import->failure != STATUS_OK)
        return import->failure;
    status = check_message(message);
    if (status == STATUS_OK)
        status = posts_find_message(import->viewer->store, message->message_id,
            &post);
    if (status == STATUS_OK) {
        import->counts.here++;
        return refuse(STATUS_CONFLICT, "here already");
    }
    if (status == STATUS_NOT_FOUND)
        status = clean_body(message->body, &body);
    if (status == STATUS_OK)
        status = add_batched(import, message, text_bytes(&body));
    else if (status == STATUS_INVALID)
        import->counts.skipped++;
    text_clear(&body);
    return status;
}

enum status
import_close(struct import *import, struct import_counts *counts)
{
    struct import_counts done = import->counts;
    enum status status = import->failure;

    if (import->batched > 0)
        status = commit_batch(import);
    authors_clear(&import->authors);
    lookup_clear(&import->absent);
    memory_free(import);
    if (status == STATUS_OK)
        *counts = done;
    return status;
}
