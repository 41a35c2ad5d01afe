/*
 * The evidence of statements as annotations of the W3C Web Annotation data model (docs/formats/exports.md): one
 * AnnotationCollection of one AnnotationPage, an annotation a line. Positions count code points of the report's text.
 */
#ifndef RO_FORMAT_ANNOTATIONS_H
#define RO_FORMAT_ANNOTATIONS_H

#include "base/text.h"
#include "record/index.h"

typedef struct ro_annotations {
  size_t total; /* written so far */
} ro_annotations;

void ro_annotations_begin(ro_annotations *annotations, ro_text *out, ro_slice version);

/* An annotation for each evidence of each statement of the event. The index holds these, their entities, and the reports, without
 * which an evidence is left out. */
void ro_annotations_event(ro_annotations *annotations, ro_text *out, const ro_record_index *index, const ro_record_event *event,
                          ro_arena *arena);

void ro_annotations_end(ro_annotations *annotations, ro_text *out);

#endif
