#ifndef MAIL_HTML_H
#define MAIL_HTML_H

#include "base/text.h"

/* Appends what a mail in HTML says, without its markup: for mails that have no
 * plain text beside it. Not a renderer: paragraphs and breaks become lines. */
void html_strip(const char *html, struct text *text);

#endif
