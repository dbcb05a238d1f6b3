/* Wrapping: the draft of what a question brought. */

#include "board/wrapping.h"

#include <string.h>

#include "base/clock.h"
#include "base/grapheme.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/access.h"
#include "board/nameless.h"
#include "store/drafts.h"
#include "store/posts.h"
#include "store/regards.h"

enum {
    QUESTION_NUMBER = 1, /* the post it replies to */
    ANSWERS_MOST = 200,
    DRAFTS_MOST = 50,
    ENDORSED_MOST = 3,
    REGIONS_MOST = 6,
    QUOTE_BYTES = 240
};

/* Answers on their way into the draft, the best first. */
struct wrap {
    struct post_list answers; /* owned; names as peers know them */
    bool is_told[ANSWERS_MOST];
    struct text *body;
};

/* ---- What there is ------------------------------------------------------- */

static enum status
read_answers(struct viewer *viewer, const struct question *question,
    struct post_list *answers)
{
    int numbers[ANSWERS_MOST];
    int count = 0;
    enum status status = regards_order(viewer->store,
        &(struct regards_wanted){.thread_id = question->thread_id,
            .limit = ANSWERS_MOST},
        numbers, &count);

    for (int i = 0; i < count && status == STATUS_OK; i++) {
        struct post_list one = {0};

        status = posts_page(viewer->store,
            &(struct post_range){.thread_id = question->thread_id,
                .from_number = numbers[i],
                .limit = 1},
            &one);
        if (one.count == 1 && one.rows[0].author_id != question->asker_id) {
            answers->rows = grow(answers->rows, answers->count + 1,
                sizeof *answers->rows);
            answers->rows[answers->count++] = one.rows[0];
            one.count = 0; /* it is the list's now */
        }
        post_list_clear(&one);
    }
    if (status == STATUS_OK)
        status = regards_draw(viewer->store, 0, answers);
    for (size_t i = 0; i < answers->count; i++)
        nameless_hide(&answers->rows[i]);
    return status;
}

/* ---- Quotes -------------------------------------------------------------- */

/* The beginning in one line, cut between words where there are any. */
static void
add_excerpt(struct text *out, const char *body)
{
    struct text line = {0};
    size_t length = strlen(body);
    size_t at = 0;
    size_t cut = 0;

    while (at < length && line.length < QUOTE_BYTES) {
        size_t bytes = grapheme_next(body, length, at);
        bool is_space = body[at] == ' ' || body[at] == '\n' || body[at] == '\t';

        if (is_space)
            cut = line.length;
        if (!is_space)
            text_add_bytes(&line, body + at, bytes);
        else if (line.length > 0 && line.bytes[line.length - 1] != ' ')
            text_add(&line, " ");
        at += bytes;
    }
    if (at < length && cut > 0)
        text_truncate(&line, cut);
    text_add_format(out, "> %s%s\n", text_bytes(&line),
        at < length ? " .." : "");
    text_clear(&line);
}

static void
add_quote(struct wrap *wrap, size_t index)
{
    const struct post *post = &wrap->answers.rows[index];
    char words[REGARDS_BYTES];

    regards_words(&post->regards, words);
    text_add_format(wrap->body, "%s%s%s%s%s%s:\n", post->author_name,
        post->author_region[0] != '\0' ? ", " : "", post->author_region,
        words[0] != '\0' ? " (" : "", words, words[0] != '\0' ? ")" : "");
    add_excerpt(wrap->body, post->body);
    text_add(wrap->body, "\n");
    wrap->is_told[index] = true;
}

static void
add_endorsed(struct wrap *wrap)
{
    int told = 0;

    for (size_t i = 0; i < wrap->answers.count && told < ENDORSED_MOST; i++)
        if (wrap->answers.rows[i].regards.endorsed.count > 0) {
            add_quote(wrap, i);
            told++;
        }
}

static void
add_most_thanked(struct wrap *wrap)
{
    size_t most = 0;

    for (size_t i = 1; i < wrap->answers.count; i++)
        if (wrap->answers.rows[i].regards.thanks.count >
            wrap->answers.rows[most].regards.thanks.count)
            most = i;
    if (wrap->answers.rows[most].regards.thanks.count > 0 &&
        !wrap->is_told[most])
        add_quote(wrap, most);
}

/* Whether an answer from the same region is told. */
static bool
has_region(const struct wrap *wrap, const char *region)
{
    for (size_t i = 0; i < wrap->answers.count; i++)
        if (wrap->is_told[i] &&
            text_equals(wrap->answers.rows[i].author_region, region))
            return true;
    return false;
}

/* Whoever left their name out speaks for no region. */
static void
add_regions(struct wrap *wrap)
{
    int told = 0;

    for (size_t i = 0; i < wrap->answers.count && told < REGIONS_MOST; i++) {
        const struct post *post = &wrap->answers.rows[i];

        if (wrap->is_told[i] || post->is_nameless ||
            post->author_region[0] == '\0' ||
            has_region(wrap, post->author_region))
            continue;
        add_quote(wrap, i);
        told++;
    }
}

/* Where nobody has a region, or a name: the first. */
static void
write_body(struct wrap *wrap)
{
    size_t count = wrap->answers.count;

    text_add_format(wrap->body, "What came of this, from %zu answer%s:\n\n",
        count, count == 1 ? "" : "s");
    size_t begun = wrap->body->length;

    add_endorsed(wrap);
    add_most_thanked(wrap);
    add_regions(wrap);
    if (wrap->body->length == begun)
        add_quote(wrap, 0);
    text_truncate(wrap->body, wrap->body->length - 1);
}

/* ---- Whose it is --------------------------------------------------------- */

static struct draft_key
key_of(int64_t person_id, int64_t thread_id)
{
    return (struct draft_key){
        .person_id = person_id,
        .target = DRAFT_THREAD,
        .target_id = thread_id,
        .reply_to = QUESTION_NUMBER,
    };
}

static enum status
has_draft(struct store *store, const struct draft_key *key, bool *has)
{
    struct draft draft = {0};
    enum status status = drafts_find(store, key, &draft);

    draft_clear(&draft);
    *has = status == STATUS_OK;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status
has_room(struct viewer *viewer, const struct draft_key *key, bool *has)
{
    bool is_there = false;
    int count = 0;
    enum status status = has_draft(viewer->store, key, &is_there);

    if (status == STATUS_OK)
        status = drafts_count(viewer->store, key->person_id, &count);
    if (status == STATUS_OK)
        *has = !is_there && count < DRAFTS_MOST;
    return status;
}

static enum status
save(struct viewer *viewer, const struct draft_key *key, struct wrap *wrap)
{
    struct text body = {0};
    struct draft draft = {
        .target = key->target,
        .target_id = key->target_id,
        .reply_to = key->reply_to,
        .saved_at = clock_now(),
    };

    wrap->body = &body;
    write_body(wrap);
    wrap->body = NULL;
    draft.body = text_take(&body);
    enum status status = drafts_save(viewer->store, key->person_id, &draft);

    draft_clear(&draft);
    if (status == STATUS_FORBIDDEN) { /* they may not log in any more */
        reason_clear();
        return STATUS_OK;
    }
    return status;
}

enum status
wrapping_draft(struct viewer *viewer, const struct board *board,
    const struct question *question)
{
    struct draft_key key = key_of(question->asker_id, question->thread_id);
    struct wrap wrap = {0};
    bool may = false;
    bool has = false;
    enum status status = access_has_right(viewer, board, question->asker_id,
        RIGHT_POST, &may);

    if (status == STATUS_OK && may)
        status = has_room(viewer, &key, &has);
    if (status == STATUS_OK && has)
        status = read_answers(viewer, question, &wrap.answers);
    if (status == STATUS_OK && wrap.answers.count > 0)
        status = save(viewer, &key, &wrap);
    post_list_clear(&wrap.answers);
    return status;
}

bool
wrapping_is(const struct viewer *viewer, const struct draft *draft,
    const struct thread *thread)
{
    return thread->kind == THREAD_QUESTION && draft->target == DRAFT_THREAD &&
           draft->reply_to == QUESTION_NUMBER && viewer->person.id != 0 &&
           thread->author_id == viewer->person.id;
}

enum status
wrapping_waits(struct viewer *viewer, const struct thread *thread, bool *waits)
{
    struct draft_key key = key_of(viewer->person.id, thread->id);

    *waits = false;
    if (thread->kind != THREAD_QUESTION || viewer->person.id == 0 ||
        thread->author_id != viewer->person.id)
        return STATUS_OK;
    return has_draft(viewer->store, &key, waits);
}
