/* Agreement votes: what cohorts want, how many of them, and what came of it. */

#include "store/agreement_votes.h"

#include "base/text.h"

static const char sql_add[] = SQL(
    INSERT INTO agreement_votes (cohort_id, cause, opened_at, opened_on,
           last_on, closes_at)
    VALUES (:cohort_id, :cause, :opened_at, :opened_on, :last_on, :closes_at)
    RETURNING id);

static const char sql_last[] = SQL(
    SELECT id, cohort_id, cause, opened_at, closes_at, closed_at, opened_on,
           last_on, entitled, voted, needed, is_agreed, again_on
      FROM agreement_votes
     WHERE cohort_id = :cohort_id
     ORDER BY id DESC
     LIMIT 1);

static const char sql_close[] = SQL(
    UPDATE agreement_votes
       SET closed_at = :closed_at,
           entitled = :entitled,
           voted = :voted,
           needed = :needed,
           is_agreed = :is_agreed,
           again_on = nullif(:again_on, '0')
     WHERE id = :id
       AND closed_at IS NULL);

static const char sql_forget[] = SQL(
    DELETE FROM agreement_ballots
     WHERE vote_id = :id);

static const char sql_add_count[] = SQL(
    INSERT INTO agreement_counts (vote_id, item, choice, votes)
    VALUES (:vote_id, :item, :choice, :votes));

static const char sql_counts[] = SQL(
    SELECT item, choice, votes
      FROM agreement_counts
     WHERE vote_id = :vote_id
     ORDER BY item, choice);

static const char sql_set[] = SQL(
    INSERT INTO agreement_ballots (vote_id, person_id, rhythm, hour, until,
           voted_at)
    VALUES (:vote_id, :person_id, :rhythm, :hour, :until, :now)
        ON CONFLICT (vote_id, person_id) DO UPDATE
       SET rhythm = :rhythm,
           hour = :hour,
           until = :until,
           voted_at = :now);

static const char sql_own[] = SQL(
    SELECT rhythm, hour, until
      FROM agreement_ballots
     WHERE vote_id = :vote_id
       AND person_id = :person_id);

/* Who has left the cohort since then has no vote in it. */
static const char sql_ballots[] = SQL(
    SELECT b.rhythm, b.hour, b.until
      FROM agreement_ballots b
      JOIN agreement_votes v ON v.id = b.vote_id
      JOIN members m ON m.person_id = b.person_id
                    AND m.cohort_id = v.cohort_id
                    AND m.role = 'learner'
     WHERE b.vote_id = :vote_id
     ORDER BY b.person_id);

static const char sql_turnout[] = SQL(
    SELECT count(*), count(b.person_id)
      FROM members m
      LEFT JOIN agreement_ballots b
        ON b.person_id = m.person_id AND b.vote_id = :vote_id
     WHERE m.cohort_id = :cohort_id
       AND m.role = 'learner'
       AND (b.person_id IS NOT NULL
            OR NOT EXISTS (
                SELECT 1
                  FROM leaves l
                 WHERE l.person_id = m.person_id
                   AND l.from_on <= :opened_on
                   AND l.to_on >= :last_on)));

static const char sql_due[] = SQL(
    SELECT c.id
      FROM cohorts c
      JOIN programs p ON p.id = c.program_id
      LEFT JOIN agreement_votes v
        ON v.id = (SELECT max(id) FROM agreement_votes WHERE cohort_id = c.id)
     WHERE c.id > :after_id
       AND (v.closes_at <= :now AND v.closed_at IS NULL
            OR v.again_on BETWEEN :oldest AND :latest
            OR p.kind <> 'elearning' AND c.ends_on BETWEEN :oldest AND :soonest
            OR EXISTS (
                SELECT 1
                  FROM agreements a
                 WHERE a.cohort_id = c.id
                   AND a.until_on < :latest
                   AND a.ended_at IS NULL))
     ORDER BY c.id
     LIMIT :most);

/* ---- Votes -------------------------------------------------------------- */

enum status
agreement_votes_add(struct store *store, struct agreement_vote *vote)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":cohort_id", vote->cohort_id);
    query_bind_text(query, ":cause", agreement_cause_name(vote->cause));
    query_bind_id(query, ":opened_at", vote->opened_at);
    query_bind_text(query, ":opened_on", vote->opened_on);
    query_bind_text(query, ":last_on", vote->last_on);
    query_bind_id(query, ":closes_at", vote->closes_at);
    return query_end_id(query, &vote->id);
}

static enum agreement_cause
cause_of(const char *name)
{
    int cause = VOTE_TRAINING;

    while (
        cause < VOTE_CALLED &&
        !text_equals(agreement_cause_name((enum agreement_cause)cause), name))
        cause++;
    return (enum agreement_cause)cause;
}

enum status
agreement_votes_last(struct store *store, int64_t cohort_id,
    struct agreement_vote *vote)
{
    struct query *query = store_query(store, sql_last);
    struct agreement_vote found = {0};
    char cause[16];

    query_bind_id(query, ":cohort_id", cohort_id);
    bool is_found = query_next(query);
    if (is_found) {
        found.id = query_int(query, 0);
        found.cohort_id = query_int(query, 1);
        query_copy(query, 2, cause, sizeof cause);
        found.cause = cause_of(cause);
        found.opened_at = query_int(query, 3);
        found.closes_at = query_int(query, 4);
        found.closed_at = query_int(query, 5);
        query_copy(query, 6, found.opened_on, sizeof found.opened_on);
        query_copy(query, 7, found.last_on, sizeof found.last_on);
        found.entitled = (int)query_int(query, 8);
        found.voted = (int)query_int(query, 9);
        found.needed = (int)query_int(query, 10);
        found.is_agreed = query_int(query, 11) != 0;
        query_copy(query, 12, found.again_on, sizeof found.again_on);
    }
    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *vote = found;
    return status;
}

static enum status
add_counts(struct store *store, int64_t vote_id,
    const struct agreement_counts *counts)
{
    enum status status = STATUS_OK;

    for (int item = 0; item < AGREEMENT_ITEMS; item++) {
        enum agreement_item of = (enum agreement_item)item;

        for (int i = 0; i < agreement_choices(of); i++) {
            char choice[AGREEMENT_WORD_BYTES];

            if (counts->votes[item][i] == 0 || status != STATUS_OK)
                continue;
            struct query *query = store_query(store, sql_add_count);
            agreement_choice_name(of, i, choice);
            query_bind_id(query, ":vote_id", vote_id);
            query_bind_text(query, ":item", agreement_item_name(of));
            query_bind_text(query, ":choice", choice);
            query_bind_id(query, ":votes", counts->votes[item][i]);
            status = query_run(query);
        }
    }
    return status;
}

enum status
agreement_votes_close(struct store *store, const struct agreement_vote *vote,
    const struct agreement_counts *counts)
{
    struct query *query = store_query(store, sql_close);

    query_bind_id(query, ":id", vote->id);
    query_bind_id(query, ":closed_at", vote->closed_at);
    query_bind_id(query, ":entitled", vote->entitled);
    query_bind_id(query, ":voted", vote->voted);
    query_bind_id(query, ":needed", vote->needed);
    query_bind_id(query, ":is_agreed", vote->is_agreed);
    query_bind_text(query, ":again_on",
        vote->again_on[0] != '\0' ? vote->again_on : "0");
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(store) == 0)
        return STATUS_CONFLICT;
    if (status == STATUS_OK && vote->is_agreed)
        status = add_counts(store, vote->id, counts);
    if (status != STATUS_OK)
        return status;
    query = store_query(store, sql_forget);
    query_bind_id(query, ":id", vote->id);
    return query_run(query);
}

/* ---- What is wanted ----------------------------------------------------- */

enum status
agreement_votes_set(struct store *store, int64_t vote_id, int64_t person_id,
    const struct agreement_ballot *ballot, int64_t now)
{
    static const char *const names[AGREEMENT_ITEMS] = {":rhythm", ":hour",
        ":until"};
    struct query *query = store_query(store, sql_set);
    char choice[AGREEMENT_ITEMS][AGREEMENT_WORD_BYTES];

    query_bind_id(query, ":vote_id", vote_id);
    query_bind_id(query, ":person_id", person_id);
    for (int i = 0; i < AGREEMENT_ITEMS; i++) {
        agreement_choice_name((enum agreement_item)i, ballot->choice[i],
            choice[i]);
        query_bind_text(query, names[i], choice[i]);
    }
    query_bind_id(query, ":now", now);
    return query_run(query);
}

static enum status
ballot_from_row(struct query *query, struct agreement_ballot *ballot)
{
    char word[AGREEMENT_WORD_BYTES];
    enum status status = STATUS_OK;

    for (int i = 0; i < AGREEMENT_ITEMS && status == STATUS_OK; i++) {
        query_copy(query, i, word, sizeof word);
        status = agreement_choice_read((enum agreement_item)i, word,
            &ballot->choice[i]);
    }
    return status;
}

enum status
agreement_votes_own(struct store *store, int64_t vote_id, int64_t person_id,
    struct agreement_ballot *ballot)
{
    struct query *query = store_query(store, sql_own);
    struct agreement_ballot found = {0};
    enum status read = STATUS_OK;

    query_bind_id(query, ":vote_id", vote_id);
    query_bind_id(query, ":person_id", person_id);
    bool is_found = query_next(query);
    if (is_found)
        read = ballot_from_row(query, &found);
    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        status = read;
    if (status == STATUS_OK)
        *ballot = found;
    return status;
}

enum status
agreement_votes_turnout(struct store *store, struct agreement_vote *vote)
{
    struct query *query = store_query(store, sql_turnout);
    int entitled = 0;
    int voted = 0;

    query_bind_id(query, ":vote_id", vote->id);
    query_bind_id(query, ":cohort_id", vote->cohort_id);
    query_bind_text(query, ":opened_on", vote->opened_on);
    query_bind_text(query, ":last_on", vote->last_on);
    if (query_next(query)) {
        entitled = (int)query_int(query, 0);
        voted = (int)query_int(query, 1);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK) {
        vote->entitled = entitled;
        vote->voted = voted;
    }
    return status;
}

enum status
agreement_votes_tally(struct store *store, int64_t vote_id,
    struct agreement_counts *counts)
{
    struct query *query = store_query(store, sql_ballots);
    struct agreement_counts found = {0};
    enum status read = STATUS_OK;

    query_bind_id(query, ":vote_id", vote_id);
    while (read == STATUS_OK && query_next(query)) {
        struct agreement_ballot ballot = {0};

        read = ballot_from_row(query, &ballot);
        for (int i = 0; i < AGREEMENT_ITEMS && read == STATUS_OK; i++)
            found.votes[i][ballot.choice[i]]++;
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        status = read;
    if (status == STATUS_OK)
        *counts = found;
    return status;
}

static enum agreement_item
item_of(const char *name)
{
    int item = AGREEMENT_RHYTHM;

    while (item < AGREEMENT_WEEKS &&
           !text_equals(agreement_item_name((enum agreement_item)item), name))
        item++;
    return (enum agreement_item)item;
}

enum status
agreement_votes_counts(struct store *store, int64_t vote_id,
    struct agreement_counts *counts)
{
    struct query *query = store_query(store, sql_counts);
    struct agreement_counts found = {0};
    enum status read = STATUS_OK;

    query_bind_id(query, ":vote_id", vote_id);
    while (read == STATUS_OK && query_next(query)) {
        char item[16];
        char word[AGREEMENT_WORD_BYTES];
        int choice = 0;

        query_copy(query, 0, item, sizeof item);
        query_copy(query, 1, word, sizeof word);
        read = agreement_choice_read(item_of(item), word, &choice);
        if (read == STATUS_OK)
            found.votes[item_of(item)][choice] = (int)query_int(query, 2);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        status = read;
    if (status == STATUS_OK)
        *counts = found;
    return status;
}

/* ---- What is due -------------------------------------------------------- */

enum status
agreement_votes_due(struct store *store, const struct agreement_due *due,
    int64_t *cohort_ids, int *count)
{
    struct query *query = store_query(store, sql_due);
    int found = 0;

    query_bind_id(query, ":now", due->now);
    query_bind_text(query, ":latest", due->latest);
    query_bind_text(query, ":oldest", due->oldest);
    query_bind_text(query, ":soonest", due->soonest);
    query_bind_id(query, ":after_id", due->after_id);
    query_bind_id(query, ":most", due->most);
    while (found < due->most && query_next(query))
        cohort_ids[found++] = query_int(query, 0);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}
