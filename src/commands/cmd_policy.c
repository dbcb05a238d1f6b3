/* The posting policy: read and accepted; for the operator also counted. */

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "board/policing.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    DATE_BYTES = 11,
    WHEN_BYTES = 24,
    WORDS_BYTES = 96
};

static enum status
print_standing(struct command_call *call, const struct policy *policy,
    int64_t accepted_at)
{
    struct viewer *viewer = call->viewer;
    char when[WHEN_BYTES];
    int accepted = 0;
    int people = 0;

    if (viewer->is_operator) {
        enum status status = policing_count(viewer, policy->id, &accepted,
            &people);
        if (status == STATUS_OK)
            print_line(&call->out, "%d of %d accepted version %" PRId64 ".",
                accepted, people, policy->id);
        return status;
    }
    moment_long(accepted_at, clock_now(), viewer_zone(viewer), when,
        sizeof when);
    if (accepted_at != 0)
        print_line(&call->out, "You accepted it: %s.", when);
    else
        print_line(&call->out,
            "You have not accepted it yet; to write, do: policy accept");
    return STATUS_OK;
}

static enum status
cmd_policy(struct command_call *call)
{
    struct policy policy = {0};
    int64_t accepted_at = 0;
    char date[DATE_BYTES];
    char title[WORDS_BYTES];
    enum status status = policing_current(call->viewer, &policy, &accepted_at);

    if (status == STATUS_NOT_FOUND) {
        text_add(&call->out, "No policy has been published.\n");
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    date_of(policy.published_at, viewer_zone(call->viewer), date);
    snprintf(title, sizeof title, "Policy, version %" PRId64, policy.id);
    print_pair(&call->out, title, date);
    text_add(&call->out, "\n");
    print_wrapped(&call->out, 0, policy.body);
    text_add(&call->out, "\n");
    status = print_standing(call, &policy, accepted_at);
    policy_clear(&policy);
    return status;
}

static enum status
cmd_policy_accept(struct command_call *call)
{
    struct policy policy = {0};
    int64_t version = 0;
    enum status status = policing_current(call->viewer, &policy, NULL);

    version = policy.id;
    policy_clear(&policy);
    if (status == STATUS_OK)
        status = policing_accept(call->viewer, version);
    if (status == STATUS_OK)
        print_line(&call->out,
            "You accepted version %" PRId64 " of the policy.", version);
    return status;
}

const struct command policy_commands[] = {
    {
        .pattern = "policy",
        .help = "the posting policy, and whether you have accepted it",
        .run = cmd_policy,
    },
    {
        .pattern = "policy accept",
        .help = "accept the posting policy as it stands now",
        .run = cmd_policy_accept,
        .needs_person = true,
    },
    {0},
};
