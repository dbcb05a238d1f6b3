/* The agreement: what a cohort goes by, its vote, and calling one. */

#include <jansson.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/agreeing.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    ARGUMENT_CHOICES = 1, /* rhythm, hour, until */
    FLAG_CALL = 4,
    DAY_BYTES = 16
};

/* ---- Of which cohort ---------------------------------------------------- */

/* Their cohorts; with a slug that one alone. */
static enum status
find_cohorts(struct command_call *call, struct cohort_list *list)
{
    const char *slug = call->argument[0];
    struct cohort_list found = {0};

    if (slug == NULL) {
        enum status status = agreeing_cohorts(call->viewer, &found);

        if (status == STATUS_OK && found.count == 0)
            status = refuse(STATUS_NOT_FOUND,
                call->viewer->is_operator ? "of which cohort? agreement COHORT"
                                          : "you are on no cohort's board");
        if (status == STATUS_OK)
            *list = found;
        return status;
    }
    found.rows = grow(found.rows, 1, sizeof *found.rows);
    text_copy(found.rows[0].slug, sizeof found.rows[0].slug, slug);
    found.count = 1;
    *list = found;
    return STATUS_OK;
}

/* The one of them in which they may do this. */
static enum status
find_one(struct command_call *call, const struct cohort_list *cohorts,
    bool is_call, struct agreeing *agreeing)
{
    struct agreeing found;
    size_t count = 0;
    enum status status = STATUS_OK;

    if (call->argument[0] != NULL)
        return agreeing_find(call->viewer, call->argument[0], agreeing);
    for (size_t i = 0; i < cohorts->count && status == STATUS_OK; i++) {
        status = agreeing_find(call->viewer, cohorts->rows[i].slug, &found);
        if (status != STATUS_OK || !(is_call ? found.may_call : found.may_vote))
            continue;
        *agreeing = found;
        count++;
    }
    if (status != STATUS_OK || count == 1)
        return status;
    if (count == 0)
        return refuse(STATUS_FORBIDDEN,
            is_call ? "a vote is for its champion to call"
                    : "on how it goes on its learners vote");
    return refuse(STATUS_INVALID,
        "of which cohort? You are in %zu: agreement "
        "COHORT",
        count);
}

/* ---- Printing ----------------------------------------------------------- */

static void
add_ballot(const struct agreement_ballot *ballot, struct text *out)
{
    char label[AGREEMENT_WORD_BYTES];

    for (int i = 0; i < AGREEMENT_ITEMS; i++) {
        agreement_choice_label((enum agreement_item)i, ballot->choice[i],
            label);
        text_add_format(out, "%s%s", i > 0 ? "; " : "", label);
    }
}

static void
print_own(struct command_call *call, const struct agreeing *agreeing)
{
    struct text line = {0};

    if (agreeing->has_voted) {
        text_add(&line, "You voted: ");
        add_ballot(&agreeing->ballot, &line);
        print_line(&call->out, "%s.", text_bytes(&line));
    } else if (agreeing->may_vote) {
        print_line(&call->out,
            "Vote with: agreement %s --rhythm RHYTHM --hour HOUR --until WEEKS",
            agreeing->cohort.slug);
    }
    text_clear(&line);
}

static void
print_vote(struct command_call *call, const struct agreeing *agreeing)
{
    const struct agreement_vote *vote = &agreeing->vote;
    char day[DAY_BYTES];

    date_words(vote->last_on, day, sizeof day);
    if (agreeing->is_open) {
        print_line(&call->out,
            "A vote is open until %s: %d of %d voted, %d are needed.", day,
            vote->voted, vote->entitled, vote->needed);
        print_own(call, agreeing);
    } else if (vote->closed_at == 0) {
        print_line(&call->out, "The vote is over, and is being counted.");
    } else {
        print_line(&call->out, "Voted until %s: %d of %d%s.", day, vote->voted,
            vote->entitled, vote->is_agreed ? "" : ", too few");
    }
}

static void
print_counts(struct command_call *call, const struct agreeing *agreeing)
{
    struct text line = {0};

    for (int i = 0; i < AGREEMENT_ITEMS; i++) {
        text_truncate(&line, 0);
        text_add_format(&line, "%-8s",
            agreement_item_name((enum agreement_item)i));
        agreeing_counts_words(&agreeing->counts, (enum agreement_item)i, &line);
        print_line(&call->out, "%s", text_bytes(&line));
    }
    text_clear(&line);
}

static void
print_agreeing(struct command_call *call, const struct agreeing *agreeing)
{
    const struct agreement_vote *vote = &agreeing->vote;
    struct text words = {0};
    char day[DAY_BYTES];

    agreeing_words(agreeing, &words);
    print_line(&call->out, "%s, %s", agreeing->cohort.region_title,
        agreeing->cohort.intake_title);
    print_line(&call->out, "%s.", text_bytes(&words));
    text_clear(&words);
    if (vote->id != 0)
        print_vote(call, agreeing);
    if (vote->closed_at != 0 && vote->is_agreed)
        print_counts(call, agreeing);
    if (vote->closed_at != 0 && vote->again_on[0] != '\0') {
        date_words(vote->again_on, day, sizeof day);
        print_line(&call->out, "Asked again from %s.", day);
    }
}

/* ---- As JSON ------------------------------------------------------------ */

static json_t *
counts_json(const struct agreeing *agreeing, enum agreement_item item)
{
    json_t *counts = json_object();
    char name[AGREEMENT_WORD_BYTES];

    for (int i = 0; i < agreement_choices(item); i++) {
        agreement_choice_name(item, i, name);
        if (agreeing->counts.votes[item][i] > 0)
            json_object_set_new(counts, name,
                json_integer(agreeing->counts.votes[item][i]));
    }
    return counts;
}

static json_t *
vote_json(const struct agreeing *agreeing)
{
    const struct agreement_vote *vote = &agreeing->vote;

    if (vote->id == 0)
        return json_null();
    return json_pack("{s:s, s:b, s:s, s:s, s:i, s:i, s:i, s:b, s:b, s:s?, s:o, "
                     "s:o, s:o}",
        "cause", agreement_cause_name(vote->cause), "open", agreeing->is_open,
        "opened", vote->opened_on, "last", vote->last_on, "entitled",
        vote->entitled, "voted", vote->voted, "needed", vote->needed, "agreed",
        vote->is_agreed, "has_voted", agreeing->has_voted, "again",
        vote->again_on[0] != '\0' ? vote->again_on : NULL, "rhythm",
        counts_json(agreeing, AGREEMENT_RHYTHM), "hour",
        counts_json(agreeing, AGREEMENT_HOUR), "until",
        counts_json(agreeing, AGREEMENT_WEEKS));
}

static json_t *
agreement_json(const struct agreeing *agreeing)
{
    const struct agreement *agreement = &agreeing->agreement;

    if (!agreeing->has_agreement)
        return json_null();
    return json_pack("{s:s, s:i, s:s, s:s?, s:b}", "rhythm", agreement->rhythm,
        "minute", agreement->minute, "from", agreement->from_on, "until",
        agreement->until_on[0] != '\0' ? agreement->until_on : NULL, "holds",
        agreement_holds(agreement, agreeing->today));
}

static json_t *
agreeing_json(const struct agreeing *agreeing)
{
    return json_pack("{s:s, s:o, s:o}", "cohort", agreeing->cohort.slug,
        "agreement", agreement_json(agreeing), "vote", vote_json(agreeing));
}

/* ---- The command -------------------------------------------------------- */

static enum status
show(struct command_call *call, const struct cohort_list *cohorts)
{
    json_t *rows = json_array();
    enum status status = STATUS_OK;

    for (size_t i = 0; i < cohorts->count && status == STATUS_OK; i++) {
        struct agreeing agreeing;

        status = agreeing_find(call->viewer, cohorts->rows[i].slug, &agreeing);
        if (status != STATUS_OK)
            break;
        json_array_append_new(rows, agreeing_json(&agreeing));
        if (call->wants_json)
            continue;
        if (i > 0)
            text_add(&call->out, "\n");
        print_agreeing(call, &agreeing);
    }
    if (status == STATUS_OK && call->wants_json)
        print_json(call, rows);
    else
        json_decref(rows);
    return status;
}

static enum status
start_vote(struct command_call *call, const struct agreeing *agreeing)
{
    struct agreement_vote vote;
    char day[DAY_BYTES];
    enum status status = agreeing_call(call->viewer, agreeing->cohort.slug,
        &vote);

    if (status != STATUS_OK)
        return status;
    date_words(vote.last_on, day, sizeof day);
    print_line(&call->out,
        "A vote is open in %s, %s until %s; its board has been told.",
        agreeing->cohort.region_title, agreeing->cohort.intake_title, day);
    return STATUS_OK;
}

/* Whoever voted may change one thing alone; at first all three are to be said.
 */
static enum status
vote(struct command_call *call, const struct agreeing *agreeing)
{
    struct agreement_ballot ballot = agreeing->ballot;
    struct text line = {0};
    enum status status = STATUS_OK;

    for (int i = 0; i < AGREEMENT_ITEMS && status == STATUS_OK; i++) {
        const char *word = call->argument[ARGUMENT_CHOICES + i];

        if (word != NULL)
            status = agreement_choice_read((enum agreement_item)i, word,
                &ballot.choice[i]);
        else if (agreeing->is_open && !agreeing->has_voted)
            status = refuse(STATUS_INVALID,
                "say all three: --rhythm, --hour and --until");
    }
    if (status == STATUS_OK)
        status = agreeing_vote(call->viewer, agreeing->cohort.slug, &ballot);
    if (status != STATUS_OK)
        return status;
    add_ballot(&ballot, &line);
    print_line(&call->out, "Your vote in %s, %s: %s.",
        agreeing->cohort.region_title, agreeing->cohort.intake_title,
        text_bytes(&line));
    text_clear(&line);
    return STATUS_OK;
}

static bool
has_choice(const struct command_call *call)
{
    for (int i = 0; i < AGREEMENT_ITEMS; i++)
        if (call->argument[ARGUMENT_CHOICES + i] != NULL)
            return true;
    return false;
}

static enum status
cmd_agreement(struct command_call *call)
{
    struct cohort_list cohorts = {0};
    struct agreeing agreeing = {0};
    bool is_call = call->flag[FLAG_CALL];

    if (is_call && has_choice(call))
        return refuse(STATUS_INVALID, "call a vote, or vote: not both at once");
    enum status status = find_cohorts(call, &cohorts);
    if (status == STATUS_OK && !is_call && !has_choice(call)) {
        status = show(call, &cohorts);
    } else if (status == STATUS_OK) {
        status = find_one(call, &cohorts, is_call, &agreeing);
        if (status == STATUS_OK)
            status = is_call ? start_vote(call, &agreeing)
                             : vote(call, &agreeing);
    }
    cohort_list_clear(&cohorts);
    return status;
}

const struct command agreement_commands[] = {
    {
        .pattern = "agreement [<cohort>] [--rhythm <rhythm>] [--hour <hour>] "
                   "[--until <weeks>] [--call] [--json]",
        .help = "how often, at what hour, how long: what holds; vote, call one",
        .run = cmd_agreement,
    },
    {0},
};
