#include "statement/plover_lexicon.h"

#define ARGUMENTS_MAX 48
#define LEMMA_MAX 48
#define ALTERNATIVES_MAX 64

static const char *const TYPES[RO_PLOVER_TYPES] = {"AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                                                   "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                                                   "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};
static const char *const LEADS[RO_LEADS] = {"", "light", "intend", "refuse", "end", "say", "oblige", "charge", "nothing"};

const char *ro_plover_type_name(ro_plover_type type) {
  return TYPES[type];
}

/* -- loading ----------------------------------------------------------------------------------------------------------- */

typedef struct loading {
  ro_plover_lexicon *lexicon;
  ro_list_file *list;
  ro_arena *arena;
} loading;

static bool find(const char *const *names, size_t n, ro_slice name, size_t *at) {
  for (*at = 0; *at < n; (*at)++)
    if (name.len > 0 && ro_slice_equal(name, ro_slice_of(names[*at]))) return true;
  return false;
}

static void add_set(loading *load, ro_slice line) {
  ro_slice fields[2];
  ro_fields(line, '\t', fields, 2);
  if (fields[0].len == 0 || fields[1].len == 0) {
    ro_list_file_refuse(load->list, "a set needs a name and members", line);
    return;
  }
  RO_PUSH(load->arena, &load->lexicon->set_members, fields[1]);
  *ro_map_put(&load->lexicon->sets, fields[0], NULL) = load->lexicon->set_members.len - 1;
}

static void add_form(loading *load, ro_slice line) {
  ro_slice fields[2];
  ro_fields(line, '\t', fields, 2);
  if (fields[0].len == 0 || fields[1].len == 0) {
    ro_list_file_refuse(load->list, "a form needs its lemma", line);
    return;
  }
  RO_PUSH(load->arena, &load->lexicon->lemmas, fields[1]);
  *ro_map_put(&load->lexicon->forms, fields[0], NULL) = load->lexicon->lemmas.len - 1;
}

static void add_contexts(loading *load, ro_slice line) {
  ro_slice fields[2], word;
  ro_fields(line, '\t', fields, 2);
  if (fields[0].len == 0 || fields[1].len == 0) {
    ro_list_file_refuse(load->list, "a context needs a name and words", line);
    return;
  }
  RO_PUSH(load->arena, &load->lexicon->context_names, fields[0]);
  while (ro_field_next(&fields[1], '|', &word))
    if (word.len > 0) *ro_map_put(&load->lexicon->contexts, word, NULL) = load->lexicon->context_names.len - 1;
}

/* Alternatives of a word of an entry: "a|&set" with the members for the set. */
static ro_slice alternatives(loading *load, ro_slice word) {
  ro_slice parts[ALTERNATIVES_MAX], rest = word;
  size_t n = 0;
  if (!memchr(word.ptr, '&', word.len)) return word;
  while (n < ALTERNATIVES_MAX && ro_field_next(&rest, '|', &parts[n])) {
    ro_slice *part = &parts[n++];
    if (part->len == 0 || part->ptr[0] != '&') continue;
    const uint64_t *set = ro_map_get(&load->lexicon->sets, ro_slice_part(*part, 1, part->len));
    if (set)
      *part = load->lexicon->set_members.at[*set];
    else
      ro_list_file_refuse(load->list, "a set that is not in [sets]", *part);
  }
  return ro_arena_join(load->arena, parts, n, RO_LIT("|"));
}

static bool read_type(loading *load, ro_slice word, ro_lexicon_entry *entry) {
  size_t at;
  if (find(TYPES, RO_PLOVER_TYPES, word, &at)) {
    entry->type = (ro_plover_type)at;
    return true;
  }
  if (find(LEADS, RO_LEADS, word, &at)) {
    entry->lead = (ro_lead)at;
    return true;
  }
  ro_list_file_refuse(
      load->list, "an unknown type of event (AGREE to ASSAULT, light, intend, refuse, end, say, oblige, charge, nothing)", word);
  return false;
}

/* Puts an entry at the end of the entries of each predicate. */
static void index_entry(loading *load, ro_map *map, ro_slice predicates, ro_lexicon_entry entry) {
  ro_slice predicate;
  while (ro_field_next(&predicates, '|', &predicate)) {
    bool is_new;
    if (predicate.len == 0) continue;
    entry.next = RO_NONE;
    RO_PUSH(load->arena, &load->lexicon->entries, entry);
    size_t added = load->lexicon->entries.len - 1;
    uint64_t *first = ro_map_put(map, predicate, &is_new);
    if (is_new) {
      *first = added;
      continue;
    }
    ro_lexicon_entry *last = &load->lexicon->entries.at[*first];
    while (last->next != RO_NONE) last = &load->lexicon->entries.at[last->next];
    last->next = added;
  }
}

/* words, type, mode, CAMEO, roles */
static void add_entry(loading *load, ro_map *map, ro_slice line) {
  ro_slice fields[5], word, predicates = RO_ABSENT;
  ro_fields(line, '\t', fields, 5);
  ro_lexicon_entry entry = {.list = load->list->file, .text = fields[0]};
  if (!read_type(load, fields[1], &entry)) return;
  entry.mode = fields[2].len ? fields[2] : RO_ABSENT;
  entry.cameo = fields[3].len ? fields[3] : RO_ABSENT;
  entry.reversed = ro_slice_equal(fields[4], RO_LIT("reversed"));
  entry.about = ro_slice_equal(fields[4], RO_LIT("about"));
  if (fields[4].len > 0 && !entry.reversed && !entry.about)
    ro_list_file_refuse(load->list, "unknown roles (reversed, about, or nothing)", fields[4]);
  for (ro_slice words = fields[0]; ro_field_next(&words, ' ', &word);) {
    if (word.len == 0) continue;
    ro_slice set = alternatives(load, word);
    if (!predicates.ptr) {
      predicates = set;
    } else if (entry.n_words == RO_ENTRY_WORDS) {
      ro_list_file_refuse(load->list, "an entry with more than six words", fields[0]);
      return;
    } else {
      entry.words[entry.n_words++] = set;
    }
  }
  index_entry(load, map, predicates, entry);
}

void ro_plover_lexicon_load(ro_plover_lexicon *lexicon, ro_list_file *list, ro_arena *arena) {
  loading load = {lexicon, list, arena};
  ro_slice line, section = RO_ABSENT;
  ro_map_init(&lexicon->verbs, arena);
  ro_map_init(&lexicon->nouns, arena);
  ro_map_init(&lexicon->contexts, arena);
  ro_map_init(&lexicon->forms, arena);
  ro_map_init(&lexicon->sets, arena);
  if (!ro_list_file_open(list, "plover.tsv")) return;
  while (ro_list_file_next(list, &line)) {
    if (line.ptr[0] == '[' && line.ptr[line.len - 1] == ']')
      section = line;
    else if (ro_slice_equal(section, RO_LIT("[sets]")))
      add_set(&load, line);
    else if (ro_slice_equal(section, RO_LIT("[verbs]")))
      add_entry(&load, &lexicon->verbs, line);
    else if (ro_slice_equal(section, RO_LIT("[nouns]")))
      add_entry(&load, &lexicon->nouns, line);
    else if (ro_slice_equal(section, RO_LIT("[forms]")))
      add_form(&load, line);
    else if (ro_slice_equal(section, RO_LIT("[contexts]")))
      add_contexts(&load, line);
    else
      ro_list_file_refuse(list, "a line outside the sections [sets], [verbs], [nouns], [forms], [contexts]", line);
  }
}

/* -- what hangs on a predicate ------------------------------------------------------------------------------------------- */

typedef struct arguments {
  const ro_plover_lexicon *lexicon;
  const ro_reader *r;
  size_t tokens[ARGUMENTS_MAX];
  size_t n;
} arguments;

static const ro_token *at(const arguments *a, size_t i) {
  return ro_token_at(a->r, i);
}

static void add(arguments *a, size_t token) {
  if (a->n < ARGUMENTS_MAX) a->tokens[a->n++] = token;
}

static void add_children(arguments *a, size_t head, size_t depth);

static void add_phrase(arguments *a, size_t head, size_t depth) {
  add(a, head);
  if (depth > 0) add_children(a, head, depth - 1);
}

/* A noun's: modifiers, what stands behind prepositions with these, what is coordinated. */
static void add_children(arguments *a, size_t head, size_t depth) {
  const ro_syntax *s = &a->r->syntax;
  for (size_t k = ro_first_child(s, head); k != RO_NO_TOKEN; k = ro_next_child(s, k)) {
    switch (at(a, k)->rel) {
      case RO_REL_CASE:
      case RO_REL_FIXED:
      case RO_REL_COMPOUND_PRT:
      case RO_REL_ADVMOD:
        add(a, k);
        break;
      case RO_REL_COMPOUND:
      case RO_REL_AMOD:
      case RO_REL_CONJ:
      case RO_REL_NMOD:
      case RO_REL_ACL:
        add_phrase(a, k, depth);
        break;
      default:
        break;
    }
  }
}

/* When, why and despite what something happens is no part of what happens: "on Monday", "after the attack". */
static bool is_circumstance(const arguments *a, size_t k) {
  size_t mark = ro_child_by(&a->r->syntax, k, RO_REL_CASE);
  if (mark != RO_NO_TOKEN &&
      ro_word_in(a->r, mark, "after before following during since amid until despite because according like as without ahead"))
    return true;
  size_t start = at(a, k)->span.start;
  for (size_t t = 0; t < a->r->out->times.len; t++) {
    ro_span span = a->r->out->times.at[t].span;
    if (span.start > start) break; /* they are in order */
    if (start < span.end) return true;
  }
  return false;
}

static void add_of_verb(arguments *a, size_t v, size_t depth) {
  const ro_syntax *s = &a->r->syntax;
  for (size_t k = ro_first_child(s, v); k != RO_NO_TOKEN; k = ro_next_child(s, k)) {
    switch (at(a, k)->rel) {
      case RO_REL_COMPOUND_PRT:
      case RO_REL_ADVMOD:
      case RO_REL_CASE:
      case RO_REL_FIXED:
      case RO_REL_MARK:
        add(a, k);
        break;
      case RO_REL_OBJ:
      case RO_REL_IOBJ:
      case RO_REL_NSUBJ_PASS:
      case RO_REL_NMOD:
      case RO_REL_COMPOUND:
      case RO_REL_AMOD:
        add_phrase(a, k, 2);
        break;
      case RO_REL_OBL:
        if (!is_circumstance(a, k)) add_phrase(a, k, 2);
        break;
      case RO_REL_XCOMP:
        add(a, k);
        if (depth > 0) add_of_verb(a, k, depth - 1);
        break;
      case RO_REL_ADVCL:
      case RO_REL_CCOMP: /* "from attending", "against holding" */
        if (ro_has(a->r, k, RO_T_GERUND) && ro_child_by(s, k, RO_REL_NSUBJ) == RO_NO_TOKEN) add(a, k);
        if (ro_has(a->r, k, RO_T_BASE) && ro_child_by(s, k, RO_REL_NSUBJ) != RO_NO_TOKEN)
          add(a, ro_child_by(s, k, RO_REL_NSUBJ)); /* "let inspectors enter" */
        break;
      default:
        break;
    }
  }
}

/* -- matching ---------------------------------------------------------------------------------------------------------- */

/* In small letters; an irregular verb's that the tagger left as its form by [forms]. */
static ro_slice lower_lemma(const ro_plover_lexicon *lexicon, const ro_reader *r, size_t i, char buffer[LEMMA_MAX]) {
  ro_slice lemma = ro_lemma_at(r, i);
  size_t len = lemma.len < LEMMA_MAX ? lemma.len : LEMMA_MAX;
  for (size_t c = 0; c < len; c++)
    buffer[c] = (char)(lemma.ptr[c] >= 'A' && lemma.ptr[c] <= 'Z' ? lemma.ptr[c] + 32 : lemma.ptr[c]);
  ro_slice lower = {buffer, len};
  const uint64_t *irregular = ro_token_at(r, i)->upos == RO_VERB ? ro_map_get(&lexicon->forms, lower) : NULL;
  return irregular ? lexicon->lemmas.at[*irregular] : lower;
}

static bool is_one_of(ro_slice word, ro_slice words) {
  ro_slice one;
  while (ro_field_next(&words, '|', &one))
    if (ro_slice_equal(one, word)) return true;
  return false;
}

/* The argument that is one of the words: behind the predicate before in front of it. */
static size_t argument_in(const arguments *a, ro_slice words, size_t predicate) {
  char buffer[LEMMA_MAX];
  size_t before = RO_NO_TOKEN;
  for (size_t i = 0; i < a->n; i++) {
    if (!is_one_of(lower_lemma(a->lexicon, a->r, a->tokens[i], buffer), words)) continue;
    if (a->tokens[i] > predicate) return a->tokens[i];
    if (before == RO_NO_TOKEN) before = a->tokens[i];
  }
  return before;
}

/* "<obj>", "<clause>", "<inf>": is there one? */
static bool has_complement(const arguments *a, size_t predicate, ro_slice word) {
  ro_rel rel = ro_slice_equal(word, RO_LIT("<obj>"))      ? RO_REL_OBJ
               : ro_slice_equal(word, RO_LIT("<clause>")) ? RO_REL_CCOMP
                                                          : RO_REL_XCOMP;
  size_t purpose = rel == RO_REL_XCOMP ? ro_child_by(&a->r->syntax, predicate, RO_REL_ADVCL) : RO_NO_TOKEN;
  return ro_child_by(&a->r->syntax, predicate, rel) != RO_NO_TOKEN ||
         (purpose != RO_NO_TOKEN && ro_has(a->r, purpose, RO_T_BASE)) ||
         (rel == RO_REL_OBJ && ro_child_by(&a->r->syntax, predicate, RO_REL_NSUBJ_PASS) != RO_NO_TOKEN);
}

static bool fits(const arguments *a, const ro_lexicon_entry *entry, ro_lexicon_match *match) {
  size_t predicate = match->tokens[0];
  for (size_t w = 0; w < entry->n_words; w++) {
    if (entry->words[w].ptr[0] == '<') {
      if (!has_complement(a, predicate, entry->words[w])) return false;
      match->tokens[w + 1] = predicate;
      continue;
    }
    size_t token = argument_in(a, entry->words[w], predicate);
    if (token == RO_NO_TOKEN) return false;
    match->tokens[w + 1] = token;
  }
  match->entry = entry;
  match->n_tokens = entry->n_words + 1;
  return true;
}

ro_lexicon_match ro_plover_lexicon_at(const ro_plover_lexicon *lexicon, const ro_reader *r, size_t token, bool nominal) {
  char buffer[LEMMA_MAX];
  ro_lexicon_match best = {.tokens = {token}};
  const uint64_t *first = ro_map_get(nominal ? &lexicon->nouns : &lexicon->verbs, lower_lemma(lexicon, r, token, buffer));
  if (!first) return best;
  arguments a = {.lexicon = lexicon, .r = r};
  if (nominal)
    add_children(&a, token, 2);
  else
    add_of_verb(&a, token, 1);
  for (size_t e = (size_t)*first; e != RO_NONE; e = lexicon->entries.at[e].next) {
    const ro_lexicon_entry *entry = &lexicon->entries.at[e];
    ro_lexicon_match match = {.tokens = {token}};
    if (best.entry && entry->n_words <= best.entry->n_words) continue;
    if (fits(&a, entry, &match)) best = match;
  }
  return best;
}

void ro_plover_contexts(const ro_plover_lexicon *lexicon, const ro_reader *r, size_t first, size_t end, ro_slices *contexts,
                        ro_whys *whys) {
  char buffer[LEMMA_MAX];
  for (size_t i = first; i < end; i++) {
    ro_slice lemma = lower_lemma(lexicon, r, i, buffer);
    const uint64_t *context = ro_map_get(&lexicon->contexts, lemma);
    if (!context) continue;
    ro_slice name = lexicon->context_names.at[*context];
    if (ro_slices_have(contexts, name)) continue;
    RO_PUSH(r->arena, contexts, name);
    if (!r->trace) continue;
    ro_why why = ro_why_words(r, "word of a context", i, i + 1);
    why.list = "plover.tsv";
    why.entry = ro_arena_copy(r->arena, lemma);
    RO_PUSH(r->arena, whys, why);
  }
}
