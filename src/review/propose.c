#include "review/propose.h"

#include "base/error.h"
#include "review/fields.h"

typedef struct proposing {
  const ro_thing_finder *finder;
  const ro_request *request;
  ro_record_review *review;
} proposing;

static const char *kind_name(ro_line_type kind) {
  return ro_line_type_name(kind);
}

static readout_status refuse(const proposing *p, ro_slice id, const char *why) {
  return ro_fail(p->finder->err, READOUT_ERR_USAGE, "\"%.*s\" %s", (int)id.len, id.ptr, why);
}

/* The first of the arguments: what is decided on. */
static readout_status find_target(const proposing *p, ro_thing *thing) {
  RO_TRY(ro_thing_find(p->finder, p->request->args[0], thing));
  p->review->target = thing->id;
  p->review->kind = thing->kind;
  return READOUT_OK;
}

/* -- merge, not-same -------------------------------------------------------------------------------------------------- */

/* What an earlier part names names nothing of a later one: a clause that says what two statements say. */
static void drop_shared(ro_record_review *review) {
  size_t kept = 0;
  for (size_t i = 0; i < review->members.len; i++) {
    const ro_review_member *member = &review->members.at[i];
    bool known = false;
    for (size_t k = 0; k < kept; k++) {
      const ro_review_member *other = &review->members.at[k];
      known =
          known || (other->start == member->start && other->end == member->end && ro_slice_equal(other->sha256, member->sha256));
    }
    if (!known) review->members.at[kept++] = *member;
  }
  review->members.len = kept;
}

static bool names_part(const ro_record_review *review, size_t part) {
  for (size_t i = 0; i < review->members.len; i++)
    if (review->members.at[i].part == part) return true;
  return false;
}

static readout_status check_same_event(const proposing *p, const ro_thing *a, const ro_thing *b) {
  const ro_record *record = p->finder->index->record;
  if (a->kind != RO_LINE_STATEMENT || ro_slice_equal(record->statements.at[a->at].event, record->statements.at[b->at].event))
    return READOUT_OK;
  return ro_fail(p->finder->err, READOUT_ERR_USAGE,
                 "\"%.*s\" and \"%.*s\" were said at two events, and are two: merge the events first", (int)a->id.len, a->id.ptr,
                 (int)b->id.len, b->id.ptr);
}

/* Of entities: of one of their kinds. */
static readout_status check_same_kind(const proposing *p, const ro_thing *a, const ro_thing *b) {
  const ro_record *record = p->finder->index->record;
  const char *one = kind_name(a->kind), *other = kind_name(b->kind), *mend = "only things of one kind can be one";
  if (a->kind == b->kind && a->kind == RO_LINE_ENTITY) {
    one = ro_entity_kind_name(record->entities.at[a->at].kind);
    other = ro_entity_kind_name(record->entities.at[b->at].kind);
    mend = "correct the kind of one first";
  }
  if (strcmp(one, other) == 0) return READOUT_OK;
  return ro_fail(p->finder->err, READOUT_ERR_USAGE, "\"%.*s\" is of kind %s, \"%.*s\" of kind %s: %s", (int)a->id.len, a->id.ptr,
                 one, (int)b->id.len, b->id.ptr, other, mend);
}

static readout_status propose_several(const proposing *p) {
  ro_thing things[RO_REVIEW_PARTS] = {{0}};
  size_t n = p->request->n_args;
  if (n > RO_REVIEW_PARTS)
    return ro_fail(p->finder->err, READOUT_ERR_USAGE, "%zu things at once, at most %d can be: decide in steps", n,
                   RO_REVIEW_PARTS);
  for (size_t i = 0; i < n; i++) {
    RO_TRY(ro_thing_find(p->finder, p->request->args[i], &things[i]));
    if (!ro_review_is_joined(things[i].kind))
      return refuse(p, things[i].id, "cannot be joined or parted: entities, events, statements and origins can");
    RO_TRY(check_same_kind(p, &things[0], &things[i]));
    for (size_t k = 0; k < i; k++)
      if (things[k].at == things[i].at) return refuse(p, things[i].id, "is named twice: they are one already");
    RO_TRY(check_same_event(p, &things[0], &things[i]));
    RO_TRY(ro_thing_name(p->finder, &things[i], i, p->review));
  }
  p->review->target = things[0].id;
  p->review->kind = things[0].kind;
  if (p->review->action == RO_REVIEW_MERGE && things[0].kind == RO_LINE_ENTITY)
    p->review->value = p->finder->index->record->entities.at[things[0].at].name; /* the others are called as the first */
  drop_shared(p->review);
  for (size_t i = 0; i < n; i++)
    if (!names_part(p->review, i))
      return refuse(p, things[i].id, "stands in the same words as another of them: nothing tells the two apart");
  return READOUT_OK;
}

/* -- split, accept, reject -------------------------------------------------------------------------------------------- */

static readout_status propose_split(const proposing *p) {
  ro_thing thing;
  RO_TRY(find_target(p, &thing));
  if (!ro_review_is_joined(thing.kind))
    return refuse(p, thing.id, "cannot be split: entities, events, statements and origins can");
  return ro_thing_divide(p->finder, &thing, p->request->args + 1, p->request->n_args - 1, p->review);
}

static readout_status propose_verdict(const proposing *p) {
  ro_thing thing;
  RO_TRY(find_target(p, &thing));
  bool part = p->request->n_args > 1;
  if (part && p->review->action == RO_REVIEW_REJECT && (thing.kind == RO_LINE_EVENT || thing.kind == RO_LINE_STATEMENT))
    return ro_thing_divide(p->finder, &thing, p->request->args + 1, p->request->n_args - 1, p->review);
  if (part) return refuse(p, thing.id, "is accepted or rejected whole: give it alone");
  if (!ro_review_is_judged(thing.kind))
    return refuse(p, thing.id, "is not accepted or rejected: events, statements, derivations and discrepancies are");
  const ro_record *record = p->finder->index->record;
  if (thing.kind == RO_LINE_DERIVATION && ro_slice_equal(record->derivations.at[thing.at].kind, RO_LIT("identical")))
    return refuse(p, thing.id, "is of two reports of the same words: there is nothing to decide");
  if (thing.kind == RO_LINE_DISCREPANCY) p->review->field = record->discrepancies.at[thing.at].field;
  return ro_thing_name(p->finder, &thing, 0, p->review);
}

/* -- rename, correct, status ------------------------------------------------------------------------------------------ */

static readout_status propose_rename(const proposing *p) {
  ro_thing thing;
  RO_TRY(find_target(p, &thing));
  if (!ro_review_is_named(thing.kind)) return refuse(p, thing.id, "has no name: entities, events and origins have");
  p->review->value = ro_slice_trim(p->request->args[1]);
  if (p->review->value.len == 0) return refuse(p, thing.id, "cannot be called nothing: give a name");
  return ro_thing_name(p->finder, &thing, 0, p->review);
}

static readout_status name_entities(const proposing *p, const ro_review_field *field) {
  ro_slices names = {0};
  const ro_slice *args = p->request->args + 2;
  size_t n = p->request->n_args - 2;
  if ((field->form == RO_VALUE_ENTITY && n > 1) || n >= RO_REVIEW_PARTS)
    return ro_fail(p->finder->err, READOUT_ERR_USAGE, "%zu entities for \"%s\": give %s", n, field->name,
                   field->form == RO_VALUE_ENTITY ? "one" : "fewer");
  for (size_t i = 0; i < n; i++) {
    ro_thing entity;
    RO_TRY(ro_thing_find_entity(p->finder, args[i], &entity));
    RO_TRY(ro_thing_name(p->finder, &entity, i + 1, p->review));
    RO_PUSH(p->finder->arena, &names, entity.id);
  }
  p->review->value = ro_arena_join(p->finder->arena, names.at, names.len, RO_LIT(" "));
  return READOUT_OK;
}

static readout_status set_value(const proposing *p, const ro_review_field *field) {
  ro_arena *arena = p->finder->arena;
  bool text = field->form == RO_VALUE_TEXT;
  if (p->request->n_args > 3)
    return ro_fail(p->finder->err, READOUT_ERR_USAGE, "several values for \"%s\": give one, in quotes where it has spaces",
                   field->name);
  ro_slice value = ro_slice_trim(p->request->args[2]);
  p->review->value = text ? value : ro_arena_lower(arena, value);
  if (ro_review_value_fits(field, p->review->value)) return READOUT_OK;
  if (field->form == RO_VALUE_WORD)
    return ro_fail(p->finder->err, READOUT_ERR_USAGE, "\"%.*s\" is no %s: one of %s", (int)value.len, value.ptr, field->name,
                   field->words);
  return ro_fail(
      p->finder->err, READOUT_ERR_USAGE, "\"%.*s\" is %s", (int)value.len, value.ptr,
      field->form == RO_VALUE_BOOL ? "neither true nor false" : "no date: 2023-04-13, 2023-04, 2023 or 2023-04-13/2023-04-14");
}

static readout_status propose_correction(const proposing *p) {
  ro_thing thing;
  RO_TRY(find_target(p, &thing));
  const ro_review_field *field = ro_review_field_of(thing.kind, p->request->args[1]);
  if (!field) {
    ro_slice fields = ro_review_fields_of(thing.kind, p->finder->arena), asked = p->request->args[1];
    return ro_fail(p->finder->err, READOUT_ERR_USAGE, "\"%.*s\" of the %s \"%.*s\" cannot be corrected: %s%.*s", (int)asked.len,
                   asked.ptr, kind_name(thing.kind), (int)thing.id.len, thing.id.ptr,
                   fields.len ? "it may be " : "nothing of it can", (int)fields.len, fields.ptr);
  }
  p->review->field = ro_slice_of(field->name);
  RO_TRY(ro_thing_name(p->finder, &thing, 0, p->review));
  bool entities = field->form == RO_VALUE_ENTITY || field->form == RO_VALUE_ENTITIES;
  return entities ? name_entities(p, field) : set_value(p, field);
}

static readout_status propose_status(const proposing *p) {
  const ro_record *record = p->finder->index->record;
  ro_thing thing;
  RO_TRY(find_target(p, &thing));
  bool is_commitment = false;
  for (size_t i = 0; i < record->commitments.len; i++)
    is_commitment = is_commitment || ro_slice_equal(record->commitments.at[i].statement, thing.id);
  if (!is_commitment) return refuse(p, thing.id, "is no commitment: give the statement of one, see readout commitments --json");
  const ro_review_field *field = ro_review_field_of(RO_LINE_COMMITMENT, RO_LIT("status"));
  ro_slice value = p->request->args[1];
  p->review->kind = RO_LINE_COMMITMENT;
  p->review->value = ro_arena_lower(p->finder->arena, value);
  if (!ro_review_value_fits(field, p->review->value))
    return ro_fail(p->finder->err, READOUT_ERR_USAGE, "\"%.*s\" is no status: one of %s", (int)value.len, value.ptr,
                   field->words);
  return ro_thing_name(p->finder, &thing, 0, p->review);
}

/* -- undo ------------------------------------------------------------------------------------------------------------- */

static readout_status propose_undo(const proposing *p) {
  const ro_record *record = p->finder->index->record;
  ro_slice asked = p->request->args[0];
  const ro_record_review *found = NULL;
  size_t fits = 0;
  for (size_t i = 0; i < record->reviews.len; i++) {
    if (asked.len < 2 || !ro_slice_starts(record->reviews.at[i].id, asked)) continue;
    found = &record->reviews.at[i];
    fits++;
  }
  if (fits != 1)
    return ro_fail(p->finder->err, READOUT_ERR_USAGE,
                   fits ? "\"%.*s\" begins the ids of several decisions: give more of it"
                        : "no decision \"%.*s\": see readout review --list",
                   (int)asked.len, asked.ptr);
  if (found->state == RO_REVIEW_UNDONE) return refuse(p, found->id, "is undone already: undo what undid it to have it back");
  p->review->action = found->action;
  p->review->kind = found->kind;
  p->review->target = found->target;
  p->review->undoes = found->id;
  return READOUT_OK;
}

/* -- all -------------------------------------------------------------------------------------------------------------- */

typedef struct form {
  const char *word;
  size_t least, most; /* arguments; most 0: any number */
  readout_status (*propose)(const proposing *p);
  const char *usage;
} form;

static const form FORMS[] = {
    {"merge", 2, 0, propose_several, "merge THING THING…"},
    {"not-same", 2, 0, propose_several, "not-same THING THING…"},
    {"split", 2, 0, propose_split, "split THING REPORT…"},
    {"rename", 2, 2, propose_rename, "rename THING NAME"},
    {"correct", 3, 0, propose_correction, "correct THING FIELD VALUE"},
    {"accept", 1, 1, propose_verdict, "accept THING"},
    {"reject", 1, 0, propose_verdict, "reject THING [REPORT…]"},
    {"status", 2, 2, propose_status, "status STATEMENT STATUS"},
    {"undo", 1, 1, propose_undo, "undo REVIEW"},
};

readout_status ro_review_propose(const ro_thing_finder *finder, const ro_request *request, ro_record_review *review) {
  const form *f = NULL;
  for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS && !f; i++)
    if (ro_slice_equal(request->action, ro_slice_of(FORMS[i].word))) f = &FORMS[i];
  if (!f)
    return ro_fail(finder->err, READOUT_ERR_USAGE,
                   "\"%.*s\" is no decision: merge, not-same, split, rename, correct, accept, reject, status or undo",
                   (int)request->action.len, request->action.ptr);
  if (request->n_args < f->least || (f->most > 0 && request->n_args > f->most))
    return ro_fail(finder->err, READOUT_ERR_USAGE, "\"%s\" wants other arguments: %s", f->word, f->usage);
  *review = (ro_record_review){.who = request->who, .when = request->when, .why = request->why};
  ro_review_action_of(request->action, &review->action);
  proposing p = {finder, request, review};
  RO_TRY(f->propose(&p));
  review->id = ro_review_identity(review, finder->arena);
  return READOUT_OK;
}
