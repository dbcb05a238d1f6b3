/* Personal people: who somebody is, and what they did and read. */

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

static const char sql_todo[] = SQL(
    SELECT cohorts.slug, todo_marks.act, todo_marks.marked_at
      FROM todo_marks
      JOIN cohorts ON cohorts.id = todo_marks.cohort_id
     WHERE todo_marks.person_id = :person_id
     ORDER BY todo_marks.marked_at, cohorts.id, todo_marks.act);

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

static const char sql_read_ahead[] = SQL(
    SELECT boards.slug, reads_ahead.thread_id, reads_ahead.number
      FROM reads_ahead
      JOIN threads ON threads.id = reads_ahead.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE reads_ahead.person_id = :person_id
     ORDER BY reads_ahead.thread_id, reads_ahead.number);

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
           audit.act, audit.subject,
           CASE WHEN length(audit.reason) > 0 THEN audit.reason END
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

const struct personal_section personal_people[] = {
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
        .name = "to do",
        .columns = "todo_marks.person_id",
        .told = sql_todo,
        .fields = {TEXT("cohort"), TEXT("act"), MOMENT("done_at")},
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
        .name = "read ahead",
        .columns = "reads_ahead.person_id",
        .told = sql_read_ahead,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number")},
        .goes = ALL_OF(reads_ahead),
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
