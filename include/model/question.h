#ifndef MODEL_QUESTION_H
#define MODEL_QUESTION_H

#include "model/person.h"
#include "model/program.h"

enum {
    QUESTION_BYTES = 1001
};

/* What a question is after. */
enum question_kind {
    QUESTION_REFLECT, /* unless said otherwise */
    QUESTION_APPLY,
    QUESTION_STORY,
    QUESTION_MISTAKE,
    QUESTION_ASK_THE_SME,
    QUESTION_KIND_COUNT
};

struct question {
    int64_t id;
    int64_t board_id;
    int64_t asker_id;
    char asker_name[NAME_BYTES];
    enum role asker_role;
    char body[QUESTION_BYTES];
    char asks_on[11];
    int asks_minute; /* of the day, in each person's zone */
    int window_hours;
    bool is_answer_first; /* covered until answered or skipped */
    bool is_at_closing;   /* covered until closed everywhere */
    bool is_nameless_allowed;
    bool is_closed; /* everywhere, and what is due then is done */
    enum question_kind kind;
    int64_t thread_id; /* 0: open nowhere yet */
    int64_t bank_id;   /* of the program's bank; 0: somebody asked it */
};

/* One of a program's bank, for a day without a question. */
struct bank_question {
    int64_t id;
    int64_t program_id;
    char body[QUESTION_BYTES];
    enum question_kind kind;
    char last_on[11]; /* when it was asked last; "": never */
};

struct bank_list {
    struct bank_question *rows; /* owned */
    size_t count;
};
void bank_list_clear(struct bank_list *list);

/* "ask-the-sme", as it is stored and typed. */
const char *question_kind_name(enum question_kind kind);
/* QUESTION_KIND_COUNT: no such kind. */
enum question_kind question_kind_of(const char *name);
/* "ask the SME", to be drawn; "" for what is nothing special. */
const char *question_kind_label(enum question_kind kind);

/* How many of a region have answered. */
struct region_count {
    char region[NAME_BYTES];
    int count;
};

enum {
    REGION_COUNTS = 6
};

/* A question as one viewer meets it today. */
struct panel {
    struct question question;
    char board_title[TITLE_BYTES];
    int64_t opens_at;  /* for the viewer */
    int64_t closes_at; /* for the viewer */
    bool is_open;      /* opens_at <= now < closes_at */
    bool is_waiting;   /* for the viewer's answer, see board/newest.h */
    bool is_away;      /* the viewer is on leave today: nothing waits */
    bool is_pinned;    /* kept here past its day */
    bool is_asker;     /* the viewer asked it */
    bool is_answered;  /* by the viewer, or not theirs to answer: is_asker */
    bool is_skipped;
    bool is_held;        /* answered without a name: shown at the closing */
    bool is_covered;     /* answers may not be seen by the viewer now */
    int64_t uncovers_at; /* at the latest: it has closed in every zone */
    int answered;        /* people */
    int asked;           /* people it opens for */
    int unread;          /* new posts in it but the question, 0 while covered */
    int best; /* most answers a question of this board had within 7 days */
    struct region_count regions[REGION_COUNTS];
    int region_count;
};

struct panel_list {
    struct panel *rows; /* owned */
    size_t count;
};

struct question_list {
    struct question *rows; /* owned */
    size_t count;
};

void panel_list_clear(struct panel_list *list);
void question_list_clear(struct question_list *list);

#endif
