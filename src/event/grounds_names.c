/* Grounds of entities: which names are one thing's, and what it is called. */
#include "event/grounds.h"
#include "event/identity.h"

void ro_note_ident(const ro_settling *s, size_t ident, ro_ground_of of, ro_slice gives, const char *rule) {
  if (s->trace) {
    ro_ground_note(s->trace, RO_LINE_ENTITY, RO_ABSENT, of, gives, rule);
    ro_ground_at(s->trace, (ro_ground_place){ident, 0});
  };
}

void ro_note_idents(const ro_settling *s, size_t ident, size_t other, ro_ground_bond bond, const char *rule) {
  if (!s->trace) return;
  const ro_ident *a = &s->idents.at[ident], *b = &s->idents.at[other];
  ro_slice first = a->names.len > 0 ? a->names.at[0].text : a->key, second = b->names.len > 0 ? b->names.at[0].text : b->key;
  ro_slice gives = ro_arena_format(s->arena, "%.*s, %.*s", (int)first.len, first.ptr, (int)second.len, second.ptr);
  ro_note_ident(s, ident, RO_GROUND_NAMES, gives, rule);
  ro_ground_bind(s->trace, bond, (ro_ground_place){other, 0});
}

void ro_note_names_joined(const ro_settling *s, size_t a, size_t b, bool forbidden, const char *why) {
  if (!forbidden) ro_note_idents(s, a, b, RO_GROUND_WITH, why);
  if (!forbidden) return;
  ro_note_idents(s, a, b, RO_GROUND_FROM, ro_arena_format(s->arena, "people say that they are not one, though %s", why).ptr);
  s->trace->all.at[s->trace->all.len - 1].of = RO_GROUND_APART;
}

void ro_note_who_is_meant(const ro_settling *s, size_t member, size_t entity, size_t ident, const char *why) {
  const ro_findings *f = ro_settling_findings(s, member);
  const size_t *meant = s->trace ? ro_meant_by(s, member, entity) : NULL;
  if (!meant || *meant != ident) return; /* what was noted before counts, and what people say */
  ro_note_ident(s, ident, RO_GROUND_NAMES, f->entities.at[entity].name, why);
  ro_note_report(s, member);
  for (size_t i = 0; i < f->mentions.len; i++) {
    if (f->mentions.at[i].entity != entity) continue;
    ro_note_quote(s, member, f->mentions.at[i].span);
    return;
  }
}

static bool is_listed(const ro_settling *s, const ro_ident *lead) {
  for (size_t i = 0; lead->iso.len > 0 && i < s->lexicon->country_names.len; i++)
    if (ro_slice_equal(s->lexicon->country_names.at[i].iso, lead->iso)) return true;
  return false;
}

static const char *name_rule(const ro_ident *lead, bool listed, ro_slice name) {
  if (listed) return "the list's name of the country";
  return ro_slice_equal(name, lead->iso) ? "no report names it: its account is there"
                                         : "the form that most reports have as the name, the longest of those";
}

static void note_name(const ro_settling *s, const ro_ident *lead, const ro_record_entity *line) {
  bool listed = is_listed(s, lead);
  const char *rule = name_rule(lead, listed, line->name);
  if (!ro_note_line(s, RO_LINE_ENTITY, line->id, RO_GROUND_NAME, line->name, rule)) return;
  if (listed) ro_ground_list(s->trace, "countries.tsv", line->name);
  for (size_t i = 0; i < lead->names.len; i++)
    if (ro_slice_equal(lead->names.at[i].text, line->name))
      ro_ground_measure(s->trace, "reports that have it as the name", (double)lead->names.at[i].reports);
  for (size_t i = 0; i < line->evidence.len; i++) ro_ground_quote(s->trace, &line->evidence.at[i]);
  const char *kind = lead->wikidata.len > 0 || lead->iso.len > 0 ? "a list has it" : "what reports take it for";
  ro_note_line(s, RO_LINE_ENTITY, line->id, RO_GROUND_KIND, ro_slice_of(ro_entity_kind_name(line->kind)), kind);
}

/* The names that reports give one key. */
static void note_key(const ro_settling *s, size_t ident) {
  const ro_ident *of = &s->idents.at[ident];
  ro_slices forms = {0};
  if (of->names.len == 0 || !ro_grounds_want(s->trace, of->id)) return;
  for (size_t i = 0; i < of->names.len; i++) RO_PUSH(s->arena, &forms, of->names.at[i].text);
  const char *rule = "one kind and name, but for accents, case and titles, or names of one thing in a report";
  if (ro_slice_find(of->key, RO_LIT(" iso "), 0) != (size_t)-1) rule = "names of one country, by its ISO code in the list";
  if (ro_slice_find(of->key, RO_LIT(" wikidata "), 0) != (size_t)-1)
    rule = "names of one thing, by its Wikidata identity in the list";
  ro_note_line(s, RO_LINE_ENTITY, of->id, RO_GROUND_NAMES, ro_arena_join(s->arena, forms.at, forms.len, RO_LIT("; ")), rule);
}

void ro_note_names(const ro_settling *s, const size_t *line) {
  for (size_t i = 0; s->trace && i < s->idents.len; i++) note_key(s, i);
  for (size_t i = 0; s->trace && i < s->idents.len; i++)
    if (s->lead_of[i] == i) note_name(s, &s->idents.at[i], &s->out->entities.at[line[i]]);
}
