/* Whatever lines somebody who joins types, and whatever the keeper answers:
 * what is said is clean text, a password is asked for unseen and stands in no
 * answer, and nothing is redeemed twice. The input: a byte that chooses the
 * keeper's answers before each line. */

#include "input.h"

#include <sodium.h>

#include "base/text.h"
#include "base/unicode.h"
#include "daemon/dialogue.h"
#include "ui/display.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    HAS_OWNER = 1,
    IS_BACK = 2,
    HAS_ROSTER = 4,
    HAS_POLICY = 8,
    HAS_KEY = 16,
    IS_REFUSED = 32
};

struct keeper {
    uint8_t choice;
    int redeemed;
};

static void
answer_code(uint8_t choice, struct keeping_answer *answer)
{
    answer->role = ROLE_LEARNER;
    answer->is_back = (choice & IS_BACK) != 0;
    answer->has_roster = (choice & HAS_ROSTER) != 0;
    answer->number = (choice & HAS_POLICY) != 0;
    text_copy(answer->cohort, sizeof answer->cohort, "EMEA, autumn 2026");
    text_copy(answer->program, sizeof answer->program, "New-hire");
    if (answer->is_back) {
        text_copy(answer->handle, sizeof answer->handle, "ada");
        text_copy(answer->name, sizeof answer->name, "Ada Obi");
    }
    if ((choice & (HAS_OWNER | HAS_KEY)) != 0)
        text_copy(answer->fingerprint, sizeof answer->fingerprint, "SHA256:x");
    if ((choice & HAS_OWNER) != 0)
        text_copy(answer->owner, sizeof answer->owner, "ada");
}

static enum status
answer_ask(void *keeper_, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct keeper *keeper = keeper_;

    require(memchr(ask->code, '\0', sizeof ask->code) != NULL);
    require(keeper->redeemed == 0);
    if ((keeper->choice & IS_REFUSED) != 0) {
        answer->status = STATUS_INVALID + keeper->choice % 3;
        answer->field = keeper->choice % KEEPING_FIELD_COUNT;
        text_copy(answer->why, sizeof answer->why, "refused");
        return STATUS_OK;
    }
    switch (ask->kind) {
    case KEEPING_JOIN_CODE:
        answer_code(keeper->choice, answer);
        break;
    case KEEPING_JOIN_PERSON:
    case KEEPING_JOIN_NAME:
        text_copy(answer->name, sizeof answer->name, ask->name);
        text_copy(answer->handle, sizeof answer->handle, "ada");
        break;
    case KEEPING_JOIN_POLICY:
        if (ask->number == 0)
            text_add(&answer->text, "Be kind.\n");
        answer->number = 1;
        break;
    case KEEPING_JOIN_REDEEM:
        keeper->redeemed++;
        require(ask->password[0] == '\0' || strlen(ask->password) >= 8);
        require(ask->is_owner || ask->takes_key || ask->password[0] != '\0');
        answer->needs_login = keeper->choice % 2 != 0;
        text_copy(answer->handle, sizeof answer->handle, "ada");
        break;
    default:
        break;
    }
    return STATUS_OK;
}

static void
check_said(struct text *out)
{
    const char *said = text_bytes(out);

    require(text_is_utf8(said, out->length, NULL));
    for (size_t i = 0; i < out->length; i++)
        require((unsigned char)said[i] >= ' ' || said[i] == '\n');
    text_truncate(out, 0);
}

static void
talk(const char *lines)
{
    struct keeper keeper = {0};
    const struct keeper_line line_to = {answer_ask, &keeper};
    struct dialogue dialogue;
    struct text out = {0};

    dialogue_begin(&dialogue, &line_to, "example.org", &out);
    while (*lines != '\0' && dialogue.end == DIALOGUE_GOES_ON) {
        keeper.choice = (uint8_t)*lines++;
        size_t count = strcspn(lines, "\n");
        char *line = strndup(lines, count);

        require(line != NULL);
        check_said(&out);
        dialogue_take(&dialogue, line);
        free(line);
        lines += count + (lines[count] == '\n');
    }
    check_said(&out);
    require(keeper.redeemed == 0 || dialogue.end == DIALOGUE_JOINED ||
            dialogue.step == DIALOGUE_GO);
    dialogue_clear(&dialogue);
    text_clear(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_begun;
    char *lines = input_words(data, size);

    if (!is_begun)
        require(sodium_init() >= 0 && display_load("") == STATUS_OK);
    is_begun = true;
    talk(lines);
    free(lines);
    return 0;
}
