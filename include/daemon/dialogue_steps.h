#ifndef DAEMON_DIALOGUE_STEPS_H
#define DAEMON_DIALOGUE_STEPS_H

#include "base/status.h"
#include "daemon/dialogue.h"

/* What the files dialogue*.c share, and nobody else includes. */

/* One question. An answer that is taken leads to the next step that is needed;
 * else take() has said what is wrong, and it is asked again. */
struct step {
    bool (*is_needed)(const struct dialogue *dialogue); /* NULL: always */
    void (*ask)(struct dialogue *dialogue);
    bool (*take)(struct dialogue *dialogue, const char *line);
};

extern const struct step step_code;
extern const struct step step_owner;
extern const struct step step_login;
extern const struct step step_name;
extern const struct step step_handle;
extern const struct step step_key;
extern const struct step step_password;
extern const struct step step_repeat;
extern const struct step step_policy;

void dialogue_say(struct dialogue *dialogue, const char *format, ...)
    PRINTF_LIKE(2, 3);
/* "question [otherwise]: " */
void dialogue_ask_with(struct dialogue *dialogue, const char *question,
    const char *otherwise);
/* Says why, and ends it. */
void dialogue_leave(struct dialogue *dialogue, const char *why);
/* Fills in the code, and asks the keeper. False: what is wrong was said. Clear
 * the answer in any case. */
bool dialogue_send(struct dialogue *dialogue, struct keeping_ask *ask,
    struct keeping_answer *answer);
/* 1 for yes, 0 for no, `otherwise` for an empty line, -1 for anything else. */
int dialogue_is_yes(const char *line, bool otherwise);
/* Neither back nor here already: everything is asked. */
bool dialogue_is_new(const struct dialogue *dialogue);
bool dialogue_needs_password(const struct dialogue *dialogue);

#endif
