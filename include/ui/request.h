#ifndef UI_REQUEST_H
#define UI_REQUEST_H

#include "ui/decoder.h"

/* What a key can ask for: enum name, keys as keymap.h writes them separated by
 * spaces, line in the help screen. Keys mean the same everywhere. */
#define REQUESTS(X)                                                         \
    X(NEXT, "j <Down>", "move down")                                        \
    X(PREVIOUS, "k <Up>", "move up")                                        \
    X(PAGE_NEXT, "<PgDn>", "a page down")                                   \
    X(PAGE_PREVIOUS, "<PgUp>", "a page up")                                 \
    X(FIRST, "g <Home>", "to the start")                                    \
    X(LAST, "G <End>", "to the end")                                        \
    X(SCROLL, "<Space>", "scroll, and at the end go on to the next unread") \
    X(OPEN, "<Enter>", "open the selected line")                            \
    X(BACK, "b q <Esc>", "go back; q on home leaves")                       \
    X(NEXT_UNREAD, "n", "go on to the next unread thread")                  \
    X(OTHER_PANE, "<Tab>", "the other pane")                                \
    X(ANSWER, "a", "answer the question, and see what the others wrote")    \
    X(SKIP, "s", "skip the question: opens it too, and counts as skipped")  \
    X(POST, "p", "start a thread on this board")                            \
    X(REPLY, "r", "reply to the selected post")                             \
    X(QUOTE, "R", "reply and quote it")                                     \
    X(EDIT, "e", "change a post of yours; take another app")                \
    X(VERSIONS, "V", "what the selected post said before it was changed")   \
    X(CROSS, "c", "reply to one from another region, whom the fewest have") \
    X(REPLIES_NEXT, ">", "to the first reply to this post")                 \
    X(REPLIES_BACK, "<", "to the post this one answers")                    \
    X(NEXT_COHORT, "}", "the next cohort, or its question")                 \
    X(CATCH_UP, "C", "mark everything here as read")                        \
    X(WAITING, "v", "threads that wait for a reply")                        \
    X(PAST, "P", "past questions")                                          \
    X(SEARCH, "/", "search past questions")                                 \
    X(DRAFTS, "D", "your drafts")                                           \
    X(WHO, "w", "who is here")                                              \
    X(TODO, "T", "what is to do for the cohorts that you look after")       \
    X(LEFT, "<Left>", "to the left, a day back")                            \
    X(RIGHT, "<Right>", "to the right, a day on")                           \
    X(QUESTIONS, "Q", "the week's questions; there, four weeks")            \
    X(MOVE, "M", "move it: a question, to another day")                     \
    X(DROP, "X", "take out a question; turn a second factor off")           \
    X(PIN, "S", "pin the thread to the top of its board, or unpin it")      \
    X(DONE, "x", "tick off what is done; once more takes that back")        \
    X(AGREEMENT, "H", "how your cohort goes on, and its vote")              \
    X(PHASE, "o", "where you are, and what has begun for you")              \
    X(PROFILE, "U", "your name, time zone, keys and settings")              \
    X(SECOND_FACTOR, "F", "your second factor: codes of an app at login")   \
    X(PEOPLE, "W", "people: your cohort, all regions, whom to ask")         \
    X(AUTHOR, "A", "the page of the selected post's author")                \
    X(USED, "u", "used: say so of a post; on home, what was of yours")      \
    X(THANKS, "t", "thank for the selected post, or take it back")          \
    X(ENDORSE, "E", "endorse it, as mentor or SME, or take it back")        \
    X(WRAP_UP, "Z", "the draft of your question's wrap-up")                 \
    X(LETTERS, "L", "letters from those who finished your week")            \
    X(EARLIER, "l", "what you answered some weeks ago")                     \
    X(POLICY, "Y", "the posting policy")                                    \
    X(PLEDGES, "y", "your pledges; on the policy's page: accept it")        \
    X(MENU, "m", "the menu of everything")                                  \
    X(HELP, "? <C-g>", "help")                                              \
    X(REDRAW, "<C-l>", "draw the screen anew")                              \
    X(LEAVE, "<C-t>", "leave at once, the place is kept")

enum request {
    REQUEST_NONE = 0,
#define X(name, keys, help) REQUEST_##name,
    REQUESTS(X)
#undef X
    REQUEST_COUNT
};

/* The request behind a key, REQUEST_NONE for none. The mouse's wheel asks for
 * PREVIOUS and NEXT. */
enum request request_of(const struct key *key);
/* The first key of a request as the key line shows it: "Enter", "a". */
const char *request_key(enum request request);
/* All its keys, as the help screen shows them: "b, q, Esc". */
const char *request_keys(enum request request, char *out, int size);
const char *request_help(enum request request);

#endif
