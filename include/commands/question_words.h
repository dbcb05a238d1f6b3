#ifndef COMMANDS_QUESTION_WORDS_H
#define COMMANDS_QUESTION_WORDS_H

#include "board/viewer.h"
#include "model/question.h"

/* What is typed of a question. INVALID with a reason. */

/* "2026-11-23", "today" and "tomorrow" where the viewer sits. */
MUST_USE enum status question_date(const struct viewer *viewer,
    const char *given, char date[11]);
MUST_USE enum status question_kind_read(const char *given,
    enum question_kind *kind);

#endif
