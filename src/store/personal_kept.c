/* What is told of the things people keep: what they used, and pledged. */

#include "store/personal_parts.h"
#include "store/store.h"

static const char sql_used[] = SQL(
    SELECT boards.slug, posts.thread_id, posts.number, uses.used_at, uses.line
      FROM uses
      JOIN posts ON posts.id = uses.post_id
      JOIN threads ON threads.id = posts.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE uses.person_id = :person_id
     ORDER BY uses.used_at, uses.post_id);

/* What others did with what they wrote, without saying who. */
static const char sql_of_use[] = SQL(
    SELECT boards.slug, posts.thread_id, posts.number, uses.used_at,
           uses.told_at, uses.line
      FROM uses
      JOIN posts ON posts.id = uses.post_id
      JOIN threads ON threads.id = posts.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE uses.author_id = :person_id
     ORDER BY uses.used_at, uses.post_id, uses.person_id);

static const char sql_thanks[] = SQL(
    SELECT boards.slug, posts.thread_id, posts.number, thanks.thanked_at
      FROM thanks
      JOIN posts ON posts.id = thanks.post_id
      JOIN threads ON threads.id = posts.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE thanks.person_id = :person_id
     ORDER BY thanks.thanked_at, thanks.post_id);

static const char sql_endorsed[] = SQL(
    SELECT boards.slug, posts.thread_id, posts.number,
           endorsements.endorsed_at
      FROM endorsements
      JOIN posts ON posts.id = endorsements.post_id
      JOIN threads ON threads.id = posts.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE endorsements.person_id = :person_id
     ORDER BY endorsements.endorsed_at, endorsements.post_id);

static const char sql_endorsed_of[] = SQL(
    SELECT boards.slug, posts.thread_id, posts.number,
           endorsements.endorsed_at, endorsements.told_at
      FROM endorsements
      JOIN posts ON posts.id = endorsements.post_id
      JOIN threads ON threads.id = posts.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE endorsements.author_id = :person_id
     ORDER BY endorsements.endorsed_at, endorsements.post_id,
              endorsements.person_id);

static const char sql_letters[] = SQL(
    SELECT cohorts.slug, nullif(letters.week, 0), letters.written_at,
           letters.body
      FROM letters
      JOIN cohorts ON cohorts.id = letters.cohort_id
     WHERE letters.person_id = :person_id
     ORDER BY letters.id);

static const char sql_letters_used[] = SQL(
    SELECT letter_id, used_at
      FROM letter_uses
     WHERE person_id = :person_id
     ORDER BY letter_id);

static const char sql_offers[] = SQL(
    SELECT question_id, offered_at
      FROM offers
     WHERE person_id = :person_id
     ORDER BY question_id);

static const char sql_pledges[] = SQL(
    SELECT pledges.number, cohorts.slug, pledges.moment, pledges.deed,
           pledges.by_on, pledges.made_at
      FROM pledges
      JOIN cohorts ON cohorts.id = pledges.cohort_id
     WHERE pledges.person_id = :person_id
     ORDER BY pledges.number);

static const char sql_pledges_answered[] = SQL(
    SELECT pledges.number, pledge_answers.answer, pledge_answers.answered_at,
           pledge_answers.word
      FROM pledge_answers
      JOIN pledges ON pledges.id = pledge_answers.pledge_id
     WHERE pledges.person_id = :person_id
     ORDER BY pledge_answers.id);

static const char sql_earlier[] = SQL(
    SELECT boards.slug, posts.thread_id, posts.number, looks.weeks,
           looks.met_at
      FROM looks
      JOIN posts ON posts.id = looks.post_id
      JOIN threads ON threads.id = posts.thread_id
      JOIN boards ON boards.id = threads.board_id
     WHERE looks.person_id = :person_id
     ORDER BY looks.met_at, looks.post_id, looks.weeks);

/* While it is open: then nothing of it is kept. */
static const char sql_votes[] = SQL(
    SELECT cohorts.slug, agreement_ballots.rhythm, agreement_ballots.hour,
           agreement_ballots.until, agreement_ballots.voted_at
      FROM agreement_ballots
      JOIN agreement_votes ON agreement_votes.id = agreement_ballots.vote_id
      JOIN cohorts ON cohorts.id = agreement_votes.cohort_id
     WHERE agreement_ballots.person_id = :person_id
     ORDER BY agreement_ballots.vote_id);

const struct personal_section personal_kept[] = {
    {
        .name = "used",
        .columns = "uses.person_id",
        .told = sql_used,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            MOMENT("at"), TEXT("line")},
        .erases = ALL_OF(uses),
    },
    {
        .name = "of use",
        .columns = "uses.author_id",
        .told = sql_of_use,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            MOMENT("at"), MOMENT("told_at"), TEXT("line")},
    },
    {
        .name = "thanks",
        .columns = "thanks.person_id",
        .told = sql_thanks,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            MOMENT("at")},
        .erases = ALL_OF(thanks),
    },
    {
        .name = "endorsed",
        .columns = "endorsements.person_id",
        .told = sql_endorsed,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            MOMENT("at")},
        .erases = ALL_OF(endorsements),
    },
    {
        .name = "endorsed of theirs",
        .columns = "endorsements.author_id",
        .told = sql_endorsed_of,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            MOMENT("at"), MOMENT("told_at")},
    },
    {
        .name = "letters",
        .columns = "letters.person_id",
        .told = sql_letters,
        .fields = {TEXT("cohort"), NUMBER("week"), MOMENT("at"), TEXT("body")},
        .erases = ALL_OF(letters),
    },
    {
        .name = "letters used",
        .columns = "letter_uses.person_id",
        .told = sql_letters_used,
        .fields = {NUMBER("letter"), MOMENT("at")},
        .erases = ALL_OF(letter_uses),
    },
    {
        .name = "earlier",
        .columns = "looks.person_id",
        .told = sql_earlier,
        .fields = {TEXT("board"), NUMBER("thread"), NUMBER("number"),
            NUMBER("weeks"), MOMENT("at")},
        .goes = ALL_OF(looks),
    },
    {
        .name = "offers",
        .columns = "offers.person_id",
        .told = sql_offers,
        .fields = {NUMBER("question"), MOMENT("at")},
        .goes = ALL_OF(offers),
    },
    {
        .name = "pledges answered",
        .columns = "pledges.person_id",
        .told = sql_pledges_answered,
        .fields = {NUMBER("number"), TEXT("answer"), MOMENT("at"),
            TEXT("word")},
    },
    {
        .name = "pledges",
        .columns = "pledges.person_id",
        .told = sql_pledges,
        .fields = {NUMBER("number"), TEXT("cohort"), TEXT("when"), TEXT("will"),
            TEXT("by"), MOMENT("at")},
        .goes = ALL_OF(pledges),
    },
    {
        .name = "votes",
        .columns = "agreement_ballots.person_id",
        .told = sql_votes,
        .fields = {TEXT("cohort"), TEXT("rhythm"), TEXT("hour"), TEXT("until"),
            MOMENT("at")},
        .goes = ALL_OF(agreement_ballots),
    },
    {0},
};
