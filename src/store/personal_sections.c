/* Personal sections: what is somebody's, table by table. */

#include "store/personal_parts.h"
#include "store/store.h"

static const char sql_profile[] = SQL(
    SELECT people.handle, people.name, people.email, people.login_id,
           people.has_own_name, people.zone, regions.title, people.site_role,
           people.may_log_in, people.last_seen_at, people.created_at
      FROM people
      LEFT JOIN regions ON regions.id = people.region_id
     WHERE people.id = :person_id);

static const char sql_settings[] = SQL(
    SELECT is_plain, tells_mentions, tells_replies, tells_questions, digest
      FROM profiles
     WHERE person_id = :person_id
     ORDER BY person_id);

static const char sql_leaves[] = SQL(
    SELECT from_on, to_on, created_at
      FROM leaves
     WHERE person_id = :person_id
     ORDER BY id);

static const char sql_zones[] = SQL(
    SELECT zone, until_at
      FROM moves
     WHERE person_id = :person_id
     ORDER BY until_at);

static const char sql_memberships[] = SQL(
    SELECT cohorts.slug, members.role, members.starts_on,
           members.joined_at
      FROM members
      JOIN cohorts ON cohorts.id = members.cohort_id
     WHERE members.person_id = :person_id
     ORDER BY members.joined_at, cohorts.id, members.role);

static const char sql_phases[] = SQL(
    SELECT cohorts.slug, member_steps.phase, nullif(member_steps.told_at, 0)
      FROM member_steps
      JOIN cohorts ON cohorts.id = member_steps.cohort_id
     WHERE member_steps.person_id = :person_id
     ORDER BY member_steps.told_at, cohorts.id, member_steps.phase);

static const char sql_courses[] = SQL(
    SELECT programs.slug, course_smes.named_at
      FROM course_smes
      JOIN programs ON programs.id = course_smes.program_id
     WHERE course_smes.person_id = :person_id
     ORDER BY course_smes.named_at, programs.id);

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

static const char sql_drafts[] = SQL(
    SELECT target, nullif(reply_to, 0), subject, saved_at, body
      FROM drafts
     WHERE person_id = :person_id
     ORDER BY id);

static const char sql_places[] = SQL(
    SELECT place, saved_at
      FROM places
     WHERE person_id = :person_id
     ORDER BY person_id);

static const char sql_read[] = SQL(
    SELECT boards.slug, reads.thread_id, reads.number
      FROM reads
      JOIN threads ON threads.id = reads.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE reads.person_id = :person_id
     ORDER BY reads.thread_id);

static const char sql_counted[] = SQL(
    SELECT boards.slug, baselines.post_id
      FROM baselines
      JOIN boards ON boards.id = baselines.board_id
     WHERE baselines.person_id = :person_id
     ORDER BY baselines.board_id);

static const char sql_policies[] = SQL(
    SELECT policy_id, accepted_at
      FROM acceptances
     WHERE person_id = :person_id
     ORDER BY policy_id);

static const char sql_events[] = SQL(
    SELECT events.kind, boards.slug, events.thread_id, posts.number,
           events.at
      FROM events
      LEFT JOIN boards ON boards.id = events.board_id
      LEFT JOIN posts ON posts.id = events.post_id
     WHERE events.person_id = :person_id
     ORDER BY events.id);

/* Which rows of an import name them is for board/telling.h to say. */
static const char sql_acts[] = SQL(
    SELECT audit.id, audit.at,
           CASE WHEN audit.actor_id = people.id THEN 1 ELSE 0 END,
           audit.act, audit.subject, nullif(audit.reason, '')
      FROM audit
      JOIN people ON people.id = :person_id
     WHERE audit.actor_id = people.id
        OR substr(audit.subject || ' ', 1,
               length('#' || people.id || ' ')) =
           '#' || people.id || ' '
        OR substr(audit.subject || ' ', 1,
               length(people.handle || ' ')) = people.handle || ' '
        OR audit.act = 'roster roles'
     ORDER BY audit.id);

const struct personal_section personal_store[] = {
    {
        .name = "profile",
        .is_shown = true,
        .columns = "people.id",
        .told = sql_profile,
        .fields = {TEXT("handle"), TEXT("name"), TEXT("email"),
            TEXT("login_id"), TRUTH("has_own_name"), TEXT("zone"),
            TEXT("region"), TEXT("site_role"), TRUTH("may_log_in"),
            MOMENT("last_seen_at"), MOMENT("created_at")},
    },
    {
        .name = "settings",
        .columns = "profiles.person_id",
        .told = sql_settings,
        .fields = {TRUTH("is_plain"), TRUTH("tells_mentions"),
            TRUTH("tells_replies"), TRUTH("tells_questions"), TEXT("digest")},
        .goes = ALL_OF(profiles),
    },
    {
        .name = "leaves",
        .is_shown = true,
        .columns = "leaves.person_id",
        .told = sql_leaves,
        .fields = {TEXT("from"), TEXT("to"), MOMENT("at")},
        .goes = ALL_OF(leaves),
    },
    {
        .name = "zones",
        .columns = "moves.person_id",
        .told = sql_zones,
        .fields = {TEXT("zone"), MOMENT("until_at")},
        .goes = ALL_OF(moves),
    },
    {
        .name = "memberships",
        .is_shown = true,
        .columns = "members.person_id",
        .told = sql_memberships,
        .fields = {TEXT("cohort"), TEXT("role"), TEXT("starts_on"),
            MOMENT("joined_at")},
        .goes = ALL_OF(members),
    },
    {
        .name = "phases",
        .columns = "member_steps.person_id",
        .told = sql_phases,
        .fields = {TEXT("cohort"), TEXT("phase"), MOMENT("told_at")},
        .goes = ALL_OF(member_steps),
    },
    {
        .name = "courses",
        .is_shown = true,
        .columns = "course_smes.person_id",
        .told = sql_courses,
        .fields = {TEXT("program"), MOMENT("named_at")},
        .goes = ALL_OF(course_smes),
    },
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
        .name = "used",
        .columns = "uses.person_id",
        .told = personal_sql_used,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            MOMENT("at"), TEXT("line")},
        .erases = ALL_OF(uses),
    },
    {
        .name = "of use",
        .columns = "uses.author_id",
        .told = personal_sql_of_use,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            MOMENT("at"), MOMENT("told_at"), TEXT("line")},
    },
    {
        .name = "earlier",
        .columns = "looks.person_id",
        .told = personal_sql_earlier,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            NUMBER("weeks"), MOMENT("at")},
        .goes = ALL_OF(looks),
    },
    {
        .name = "pledges answered",
        .columns = "pledges.person_id",
        .told = personal_sql_pledges_answered,
        .fields = {NUMBER("number"), TEXT("answer"), MOMENT("at"),
            TEXT("word")},
    },
    {
        .name = "pledges",
        .columns = "pledges.person_id",
        .told = personal_sql_pledges,
        .fields = {NUMBER("number"), TEXT("cohort"), TEXT("when"), TEXT("will"),
            TEXT("by"), MOMENT("at")},
        .goes = ALL_OF(pledges),
    },
    {
        .name = "drafts",
        .columns = "drafts.person_id",
        .told = sql_drafts,
        .fields = {TEXT("target"), NUMBER("reply_to"), TEXT("subject"),
            MOMENT("saved_at"), TEXT("body")},
        .goes = ALL_OF(drafts),
    },
    {
        .name = "places",
        .columns = "places.person_id",
        .told = sql_places,
        .fields = {TEXT("place"), MOMENT("saved_at")},
        .goes = ALL_OF(places),
    },
    {
        .name = "read",
        .columns = "reads.person_id",
        .told = sql_read,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number")},
        .goes = ALL_OF(reads),
    },
    {
        .name = "counted",
        .columns = "baselines.person_id",
        .told = sql_counted,
        .fields = {TEXT("board"), NUMBER("post_id")},
        .goes = ALL_OF(baselines),
    },
    {
        .name = "policies",
        .columns = "acceptances.person_id",
        .told = sql_policies,
        .fields = {NUMBER("version"), MOMENT("accepted_at")},
        .erases = ALL_OF(acceptances),
    },
    {
        .name = "events",
        .columns = "events.person_id",
        .told = sql_events,
        .fields = {TEXT("kind"), TEXT("board"), NUMBER("thread"),
            NUMBER("number"), MOMENT("at")},
    },
    {
        .name = "acts",
        .columns = "audit.actor_id",
        .told = sql_acts,
        .fields = {NUMBER("id"), MOMENT("at"), TRUTH("is_theirs"), TEXT("act"),
            TEXT("subject"), TEXT("reason")},
    },
    {0},
};
