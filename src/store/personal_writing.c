/* Personal writing: what somebody wrote. */

#include "store/personal_parts.h"
#include "store/store.h"

static const char sql_threads[] = SQL(
    SELECT boards.slug, threads.id, threads.kind, threads.subject,
           threads.created_at
      FROM threads
      JOIN boards ON boards.id = threads.board_id
     WHERE threads.author_id = :person_id
     ORDER BY threads.id);

static const char sql_threads_erased[] = SQL(
    UPDATE threads
       SET subject = '(erased)'
     WHERE author_id = :person_id);

static const char sql_posts[] = SQL(
    SELECT boards.slug, posts.thread_id, posts.number, posts.reply_to,
           posts.created_at, posts.message_id, posts.body
      FROM posts
      JOIN threads ON threads.id = posts.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE posts.author_id = :person_id
     ORDER BY posts.id);

static const char sql_posts_erased[] = SQL(
    UPDATE posts
       SET body = '(erased)',
           edited_at = NULL
     WHERE author_id = :person_id);

static const char sql_versions[] = SQL(
    SELECT boards.slug, posts.thread_id, posts.number, post_versions.number,
           post_versions.written_at, post_versions.replaced_at,
           post_versions.body
      FROM post_versions
      JOIN posts ON posts.id = post_versions.post_id
      JOIN threads ON threads.id = posts.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE post_versions.author_id = :person_id
     ORDER BY post_versions.post_id, post_versions.number);

/* Those that nobody else may read. */
static const char sql_versions_go[] = SQL(
    DELETE FROM post_versions
     WHERE author_id = :person_id
       AND is_silent = 1);

static const char sql_versions_erased[] = SQL(
    DELETE FROM post_versions
     WHERE author_id = :person_id);

static const char sql_questions[] = SQL(
    SELECT boards.slug, questions.asks_on, questions.asks_minute,
           questions.window_hours, questions.thread_id,
           questions.created_at, questions.body
      FROM questions
      JOIN boards ON boards.id = questions.board_id
     WHERE questions.asker_id = :person_id
     ORDER BY questions.id);

static const char sql_questions_erased[] = SQL(
    UPDATE questions
       SET body = '(erased)'
     WHERE asker_id = :person_id);

static const char sql_questions_queued_erased[] = SQL(
    DELETE FROM questions
     WHERE asker_id = :person_id
       AND thread_id IS NULL);

static const char sql_answers[] = SQL(
    SELECT boards.slug, questions.asks_on, questions.thread_id,
           posts.number, answers.answered_at
      FROM answers
      JOIN questions ON questions.id = answers.question_id
      JOIN boards ON boards.id = questions.board_id
      LEFT JOIN posts ON posts.id = answers.post_id
     WHERE answers.person_id = :person_id
     ORDER BY answers.question_id);

/* Those they skipped: what they answered, their posts say. */
static const char sql_answers_go[] = SQL(
    DELETE FROM answers
     WHERE person_id = :person_id
       AND post_id IS NULL);

static const char sql_held[] = SQL(
    SELECT question_id, held_at, body
      FROM held_answers
     WHERE person_id = :person_id
     ORDER BY question_id);

static const char sql_held_versions[] = SQL(
    SELECT question_id, number, written_at, replaced_at, body
      FROM held_versions
     WHERE person_id = :person_id
     ORDER BY question_id, number);

static const char sql_drafts[] = SQL(
    SELECT target, nullif(reply_to, 0), subject, saved_at, body
      FROM drafts
     WHERE person_id = :person_id
     ORDER BY id);

/* What they wrote is found no more. */
static const char sql_words_erased[] = SQL(
    INSERT INTO asked_words (asked_words, rowid, board, body)
    SELECT 'delete', id, board, body
      FROM question_posts
     WHERE post_id IN (SELECT id FROM posts WHERE author_id = :person_id));

static const char sql_words_again[] = SQL(
    INSERT INTO asked_words (rowid, board, body)
    SELECT id, board, body
      FROM question_posts
     WHERE post_id IN (SELECT id FROM posts WHERE author_id = :person_id));

const struct personal_section personal_writing[] = {
    {
        .name = "threads",
        .columns = "threads.author_id threads.last_author_id",
        .told = sql_threads,
        .fields = {TEXT("board"), NUMBER("thread"), TEXT("kind"),
            TEXT("subject"), MOMENT("at")},
        .erases = sql_threads_erased,
    },
    {
        .name = "words",
        .columns = "",
        .erases = sql_words_erased,
    },
    {
        .name = "posts",
        .columns = "posts.author_id",
        .told = sql_posts,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            NUMBER("reply_to"), MOMENT("at"), TEXT("message_id"), TEXT("body")},
        .erases = sql_posts_erased,
    },
    {
        .name = "words again",
        .columns = "",
        .erases = sql_words_again,
    },
    {
        .name = "versions",
        .columns = "post_versions.author_id",
        .told = sql_versions,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            NUMBER("version"), MOMENT("at"), MOMENT("until"), TEXT("body")},
        .goes = sql_versions_go,
        .erases = sql_versions_erased,
    },
    {
        .name = "questions",
        .columns = "questions.asker_id",
        .told = sql_questions,
        .fields = {TEXT("board"), TEXT("date"), NUMBER("minute"),
            NUMBER("window_hours"), NUMBER("thread"), MOMENT("at"),
            TEXT("body")},
        .erases = sql_questions_erased,
    },
    {
        .name = "questions queued",
        .columns = "questions.asker_id",
        .erases = sql_questions_queued_erased,
    },
    {
        .name = "answers",
        .columns = "answers.person_id",
        .told = sql_answers,
        .fields = {TEXT("board"), TEXT("date"), NUMBER("thread"),
            NUMBER("number"), MOMENT("at")},
        .goes = sql_answers_go,
    },
    {
        .name = "answers held",
        .columns = "held_answers.person_id",
        .told = sql_held,
        .fields = {NUMBER("question"), MOMENT("at"), TEXT("body")},
        .goes = ALL_OF(held_answers),
    },
    {
        .name = "versions held",
        .columns = "held_versions.person_id",
        .told = sql_held_versions,
        .fields = {NUMBER("question"), NUMBER("version"), MOMENT("at"),
            MOMENT("until"), TEXT("body")},
        .goes = ALL_OF(held_versions),
    },
    {
        .name = "drafts",
        .columns = "drafts.person_id",
        .told = sql_drafts,
        .fields = {TEXT("target"), NUMBER("reply_to"), TEXT("subject"),
            MOMENT("saved_at"), TEXT("body")},
        .goes = ALL_OF(drafts),
    },
    {0},
};
