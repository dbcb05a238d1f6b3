#ifndef STORE_BANK_QUESTIONS_H
#define STORE_BANK_QUESTIONS_H

#include "model/board.h"
#include "model/question.h"
#include "store/store.h"

/* A program's questions for days without one. */

/* Sets bank_question->id. */
MUST_USE enum status bank_questions_add(struct store *store,
    struct bank_question *bank_question, int64_t now);
/* NOT_FOUND: no such question. */
MUST_USE enum status bank_questions_find(struct store *store, int64_t id,
    struct bank_question *bank_question);
MUST_USE enum status bank_questions_drop(struct store *store, int64_t id);
/* All of a program's, those never asked first, then by the day on which one was
 * asked last, by id; at most 5000. */
MUST_USE enum status bank_questions_of(struct store *store, int64_t program_id,
    struct bank_list *list);
/* Those that people of the board were not asked since `since`, in the order in
 * which their turn is: never asked of them first, then the one longest ago. */
MUST_USE enum status bank_questions_fresh(struct store *store,
    const struct board *board, const char *since, struct bank_list *list);
/* Ids of boards of programs that have a bank: of each cohort, intake and
 * alumni, by id; at most `most`, from after `after_id` on. */
MUST_USE enum status bank_questions_boards(struct store *store,
    int64_t after_id, int most, int64_t *ids, int *count);

#endif
