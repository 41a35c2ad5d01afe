/* Sessions as events, inside: for meetings.c and references.c. */
#ifndef RO_STATEMENT_SESSIONS_H
#define RO_STATEMENT_SESSIONS_H

#include "statement/meetings.h"

/* The session that the report's opening tells ("The Fourth Ministerial Meeting took place in Rome"), with who is said to have
 * been there. False where none is told, or fewer than two parties. */
bool ro_read_told_session(ro_reader *r, ro_meeting *meeting, ro_telling *why);

/* Adds the sessions that the report refers to. */
void ro_read_sessions(ro_reader *r);

#endif
