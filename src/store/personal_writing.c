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
       SET body = '(erased)'
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

static const char sql_drafts[] = SQL(
    SELECT target, nullif(reply_to, 0), subject, saved_at, body
      FROM drafts
     WHERE person_id = :person_id
     ORDER BY id);

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
        .name = "posts",
        .columns = "posts.author_id",
        .told = sql_posts,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            NUMBER("reply_to"), MOMENT("at"), TEXT("message_id"), TEXT("body")},
        .erases = sql_posts_erased,
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
        .name = "drafts",
        .columns = "drafts.person_id",
        .told = sql_drafts,
        .fields = {TEXT("target"), NUMBER("reply_to"), TEXT("subject"),
            MOMENT("saved_at"), TEXT("body")},
        .goes = ALL_OF(drafts),
    },
    {0},
};
