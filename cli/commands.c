#include <readout/compose.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static int end_stage(readout_status status, cli_talk *talk, const readout_tally *tally, const char *verb,
                     const readout_error *err) {
  if (status == READOUT_ERR_STOPPED) return CLI_OK; /* whoever reads us has enough: cli_flush() says if it was the disk */
  if (status != READOUT_OK) return cli_fail(err);
  cli_tally(talk, tally, verb);
  return tally->failed ? CLI_SOME_FAILED : CLI_OK;
}

static int run_stage(readout_engine *engine, const cli_options *options, readout_stage_kind stage, const char *verb) {
  cli_talk talk;
  readout_input input = cli_input(options, &talk);
  readout_tally tally = {0};
  readout_error err = {0};
  return end_stage(readout_stage(engine, stage, &input, cli_to_file, stdout, &tally, &err), &talk, &tally, verb, &err);
}

static int run_text(readout_engine *engine, const cli_options *options) {
  return run_stage(engine, options, READOUT_TEXT, "read");
}

static int run_parse(readout_engine *engine, const cli_options *options) {
  if (!options->input || strcmp(options->input, "text") == 0) return run_stage(engine, options, READOUT_PARSE, "parsed");
  if (strcmp(options->input, "conllu") == 0) return run_stage(engine, options, READOUT_PARSE_CONLLU, "parsed");
  fprintf(stderr, "readout: unknown --input \"%s\": text or conllu\n", options->input);
  return CLI_USAGE;
}

static int run_read(readout_engine *engine, const cli_options *options) {
  return run_stage(engine, options, READOUT_READ, "read");
}

/* An identity or an event's number, not a file: "e-12ab", "3". */
static bool names_a_thing(const char *arg) {
  const char *rest = arg[0] && arg[1] == '-' && strchr("defnosxr", arg[0]) ? arg + 2 : NULL;
  bool is_id = rest && *rest && strspn(rest, "0123456789abcdef") == strlen(rest);
  bool is_number = *arg && strspn(arg, "0123456789") == strlen(arg);
  return (is_id || is_number) && access(arg, F_OK) != 0;
}

static int explain_record(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_EXISTING, &record);
  if (status != CLI_OK) return status;
  readout_error err = {0};
  readout_view view = cli_view(options);
  readout_status done = readout_record_explain(record, options->args, options->n_args, &view, cli_to_file, stdout, &err);
  if (done != READOUT_OK && done != READOUT_ERR_STOPPED) status = cli_fail(&err);
  readout_record_close(record);
  return status;
}

static int run_explain(readout_engine *engine, const cli_options *options) {
  size_t things = 0;
  for (size_t i = 0; i < options->n_args; i++) things += names_a_thing(options->args[i]);
  if (options->record_given || things == options->n_args) return explain_record(engine, options);
  if (things > 0) {
    fputs("readout: identities and files are not explained together: explain the ones, then the others\n", stderr);
    return CLI_USAGE;
  }
  cli_talk talk;
  readout_input input = cli_input(options, &talk);
  readout_view view = cli_view(options);
  readout_tally tally = {0};
  readout_error err = {0};
  return end_stage(readout_explain(engine, &input, &view, cli_to_file, stdout, &tally, &err), &talk, &tally, "explained", &err);
}

static int run_group(readout_engine *engine, const cli_options *options) {
  return run_stage(engine, options, READOUT_GROUP, "grouped");
}

static int run_compose(readout_engine *engine, const cli_options *options) {
  readout_input input = {0};
  readout_error err = {0};
  readout_status status = readout_compose(engine, options->args[0], &input, cli_to_file, stdout, &err);
  return status == READOUT_OK || status == READOUT_ERR_STOPPED ? CLI_OK : cli_fail(&err);
}

int cli_open_record(readout_engine *engine, const cli_options *options, readout_record_mode mode, readout_record **record) {
  readout_error err = {0};
  return readout_record_open(engine, options->record, mode, record, &err) == READOUT_OK ? CLI_OK : cli_fail(&err);
}

static int run_add(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_CREATE, &record);
  if (status != CLI_OK) return status;
  cli_talk talk;
  readout_input input = cli_input(options, &talk);
  readout_tally tally = {0};
  readout_error err = {0};
  if (readout_record_add(record, &input, &tally, &err) != READOUT_OK)
    status = cli_fail(&err);
  else
    status = tally.failed ? CLI_SOME_FAILED : CLI_OK;
  cli_tally(&talk, &tally, "read");
  readout_record_close(record);
  return status;
}

typedef readout_status (*one_view)(readout_record *, const char *, const readout_view *, readout_sink, void *, readout_error *);

static int run_view(readout_engine *engine, const cli_options *options, one_view view_of) {
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_EXISTING, &record);
  if (status != CLI_OK) return status;
  readout_error err = {0};
  readout_view view = cli_view(options);
  readout_status done = view_of(record, options->n_args ? options->args[0] : NULL, &view, cli_to_file, stdout, &err);
  if (done != READOUT_OK && done != READOUT_ERR_STOPPED) status = cli_fail(&err);
  readout_record_close(record);
  return status;
}

static readout_status events_view(readout_record *record, const char *none, const readout_view *view, readout_sink sink,
                                  void *ctx, readout_error *err) {
  (void)none;
  return readout_record_events(record, view, sink, ctx, err);
}

static int run_events(readout_engine *engine, const cli_options *options) {
  return run_view(engine, options, events_view);
}

static int run_show(readout_engine *engine, const cli_options *options) {
  return run_view(engine, options, readout_record_show);
}

static int run_track(readout_engine *engine, const cli_options *options) {
  return run_view(engine, options, readout_record_track);
}

static int run_commitments(readout_engine *engine, const cli_options *options) {
  return run_view(engine, options, readout_record_commitments);
}

static readout_status show_comparison(readout_record *record, const cli_options *options, const readout_view *view,
                                      readout_sink sink, void *ctx, readout_error *err) {
  return readout_record_compare(record, options->args[0], view, sink, ctx, err);
}

/* --html FILE stands for --format html --output FILE. */
static int run_compare(readout_engine *engine, const cli_options *options) {
  static const cli_format FORMATS[] = {
      {"text", READOUT_VIEW_TEXT}, {"json", READOUT_VIEW_JSON}, {"html", READOUT_VIEW_HTML}, {"markdown", READOUT_VIEW_MARKDOWN}};
  cli_options asked = *options;
  if (options->html) {
    asked.format = "html";
    asked.output = options->html;
  }
  readout_view view = cli_view(options);
  if (!cli_find_format(&asked, FORMATS, sizeof FORMATS / sizeof *FORMATS, &view.format)) return CLI_USAGE;
  view.color = view.color && !asked.output;
  return cli_write_view(engine, options, &view, show_comparison, asked.output);
}

#define INPUTS                                                                                                             \
  "PATH is a file, a folder, or - for JSON Lines on standard input, an object a line:\n"                                   \
  "{\"id\", \"text\" or \"html\", \"date\"?, \"title\"?, \"outlet\"?, \"url\"?}. Files: text, .html, .md, .json, .jsonl, " \
  ".csv,\n"                                                                                                                \
  "RSS and Atom, WARC and WACZ, each in .gz or .zst or not (docs/formats/input.md).\n"

const cli_command CLI_COMMANDS[] = {
    {"demo", "[--width N] | --serve [--port N]", "a finished comparison of the sample reports, offline",
     "Reads the sample reports into a record of its own and shows what a newcomer should see first:\nthe meetings, the matrix of "
     "one, where the reports disagree, and what was "
     "dropped later.\n--serve shows it in a browser instead, as `readout serve` does.",
     0, 0, cli_demo},
    {"add", "[--record FILE] PATH…", "read reports into the record",
     INPUTS "Adding the same report again changes nothing. What cannot be read is named; the rest goes on.", 1, 0, run_add},
    {"watch", "[--record FILE] [--every MINUTES] [--delay SECONDS] [--timeout SECONDS] [--allow-private] FEED…",
     "fetch what feeds lead to into the record",
     "FEED is the address (http or https) of an RSS or Atom feed, of a list of feeds (OPML, also a file), or of a page. Fetches "
     "the\n"
     "pages that a feed leads to and adds those that are new or have changed, as `readout add` would. One pass, then it ends: as "
     "from cron.\n\n"
     "  --every MINUTES    goes on, a pass each so many minutes, until it is interrupted\n"
     "  --delay SECONDS    between two requests to one host, at least (else 1); robots.txt may ask for more\n"
     "  --timeout SECONDS  for one request, in all (else 60)\n"
     "  --allow-private    addresses of private networks and of this machine may be connected to\n\n"
     "robots.txt is obeyed. What failed is tried again later, and later each time (docs/watch.md).",
     1, 0, cli_watch},
    {"events", "[--record FILE] [--json] [--width N]", "the meetings, newest first",
     "Lists the meetings with date, place, parties and reports. * marks those where the reports disagree.", 0, 0, run_events},
    {"show", "[--record FILE] [--json] [--width N] EVENT", "one event with all that is known of it",
     "EVENT is an id, the beginning of one, or a number of the list that `readout events` gives.", 1, 1, run_show},
    {"compare", "[--record FILE] [--format text|markdown|html|json] [--output FILE] [--width N] EVENT",
     "who reports what: the matrix of an event",
     "Statements against reports, copies folded into their origin. EVENT as for `readout show`.\n\n"
     "  --format markdown  tables, each quote a footnote with its report and offsets\n"
     "  --format html      one self-contained page with the evidence highlighted\n"
     "  --format json      the lines that it is made of; also --json\n"
     "  --output FILE      else standard output; --html FILE stands for --format html --output FILE\n\n"
     "The documents say how to cite them: event, record, version, sources with address, date and SHA-256.",
     1, 1, run_compare},
    {"picture",
     "[--record FILE] [--format svg|png|json|csv] [--output FILE] [--width N] timeline|strip|network|persons|matrix [ARGUMENT]",
     "the record as pictures: SVG, PNG, or the table behind",
     "  timeline [PARTIES]   the meetings over time; PARTIES as \"Kenya\" or \"China and Russia\"\n"
     "  strip PHRASE|PAIR    formulations over their meetings: new, kept, strengthened, weakened, dropped\n"
     "  network [PARTIES]    which countries and bodies met\n"
     "  persons [PARTIES]    who met whom\n"
     "  matrix EVENT         statements against reports; EVENT as for `readout show`\n\n"
     "  --width N            pixels (else 960): what SVG is drawn for, 320 to 1600; what PNG has\n"
     "  --format json        the same as a table; also --json\n"
     "  --format csv         that table in rows\n"
     "  --output FILE        else standard output",
     1, 2, cli_picture},
    {"serve", "[--record FILE] [--port N] [--read-only] [--host NAME] [--listen ADDRESS --token-file FILE] [--allow-private]",
     "the record in a browser, and over HTTP",
     "Serves the record, its page and its API (docs/formats/api.yaml) until it is interrupted: to this machine alone. Says the\n"
     "address, and the one that lets a browser change the record, with a token that is another at each start.\n\n"
     "  --port N           else 8765; 0: one that is free\n"
     "  --read-only        nothing can be added or decided\n"
     "  --listen ADDRESS   other machines are let in, by this address of this one (0.0.0.0, :: are all), who have the token\n"
     "  --token-file FILE  its first line is the token; nobody else may read the file\n"
     "  --host NAME        a name that this server is called by besides, as before a proxy; more than one: each\n"
     "  --allow-private    addresses of private networks may be fetched when addresses are added\n\n"
     "How it is kept safe: docs/serve.md.",
     0, 0, cli_serve},
    {"search", "[--record FILE] [FACET…] [--in reports|statements] [--limit N] [--json] [--width N] [WORDS…]",
     "reports and statements by words and facets",
     "All the words must be there, without regard to case and accents: in a report's title or main text, or in a statement and "
     "its\n"
     "quotes. '\"trade talks\"' is a phrase, minist* what begins so, -visa what must not be there (behind --, or in quotes with "
     "the\n"
     "words before it). The best come first; without words the newest. Statements are looked through where a speaker or an act "
     "is\n"
     "given, or with --in statements.\n\n"
     "  --party NAME        a party of the event; more than one: each of them\n"
     "  --framework NAME    the event is named for it, or it is spoken of there\n"
     "  --since, --until D  the event's date, else the report's: 2024, 2024-08 or 2024-08-20\n"
     "  --outlet NAME       the report's\n"
     "  --side NAME         whose account the report is; who claims the statement\n"
     "  --speaker NAME      who says it, or who is spoken for\n"
     "  --act ACT           commitment, call, position, assessment, inform, discussion, announcement or expression\n"
     "  --limit N           so many, else 20; 0: all\n\n"
     "NAME is an entity's name, alias, ISO code, or id.",
     0, 0, cli_search},
    {"track", "[--record FILE] [--json] [--width N] PHRASE|PAIR", "a formulation over time",
     "The formulations that hold the words of PHRASE: where each is used, by whom, and what changed between events.\nPAIR, as "
     "\"Kenya and Somalia\": all that these use between them.",
     1, 1, run_track},
    {"commitments", "[--record FILE] [--json] [--width N] [PARTIES]", "what was undertaken, and what became of it",
     "Newest first: who, what, by when, whose account says so, its quotes, and the later events that reaffirm it.\nPARTIES, as "
     "\"Kenya\" or \"China and Russia\": only theirs.",
     0, 1, run_commitments},
    {"review", "[--record FILE] [--list | --unbound | ACTION ARGUMENT…]", "what people decide: merge, split, correct, undo",
     "Without an action: lists the decisions, the latest first; --unbound those alone whose words the record does not have.\n\n"
     "  merge THING THING…          they are one: two names, events, statements, origins\n"
     "  not-same THING THING…       they are not, and stay apart when reports are added\n"
     "  split THING REPORT|NAME…    what these reports, or names of an entity, have of it is another thing\n"
     "  rename THING NAME           an entity, event or origin\n"
     "  correct THING FIELD VALUE…  an event's date, kind, status, place, requested_by; a statement's speakers, addressees, "
     "act,\n"
     "                              stance, strength, negated, deadline; an entity's kind, iso, wikidata\n"
     "  accept THING                a statement, event, derivation or discrepancy is right\n"
     "  reject THING [REPORT…]      it is wrong, or only what these reports have of it\n"
     "  status STATEMENT STATUS     of a commitment: open, fulfilled, dropped, unknown\n"
     "  undo REVIEW                 by another decision, that can be undone too\n"
     "  import PATH…                takes the decisions out of exports\n\n"
     "THING is an id or the beginning of one, an event's number in `readout events`, or an entity's name.\n"
     "--who NAME says who decides (else $READOUT_WHO, else the user's name), --why TEXT why, --when TIME when (UTC; else now).",
     0, 0, cli_review},
    {"export", "[--record FILE] [--format FORMAT] [--with findings,originals] [--output PATH] [--all] [EVENT…]",
     "the record for other programs",
     "Writes the record, or these events with what belongs to them, to standard output or PATH. EVENT as for `readout show`.\n\n"
     "  --format jsonl        all of it, an object a line, and nothing lost (docs/formats/record.md); this one without --format\n"
     "  --format csv          tables for sheets, pandas and R, and a description of them; PATH is a folder\n"
     "  --format plover       events as PLOVER codes them, and what each report tells, JSON Lines\n"
     "  --format annotations  where reports say what was stated: W3C Web Annotation, JSON-LD\n"
     "  --format ftm          FollowTheMoney entities, JSON Lines\n"
     "  --format gexf         the network of who met whom, for Gephi and networkx\n"
     "  --format ics          a calendar of planned and cancelled events; with --all of held ones too\n\n"
     "--with findings,originals, of jsonl, adds what was read of each report, and its bytes: `readout import` gives the record\n"
     "back of it. PATH is replaced when all of it is written. docs/formats/exports.md describes each format.",
     0, 0, cli_export},
    {"import", "[--record FILE] PATH…", "exports back into a record",
     "PATH is an export (JSON Lines, in .gz or .zst or not), or - for standard input. Made --with findings,originals it gives "
     "the\n"
     "record back whole, or puts what is new beside what the record has. Without findings its conclusions are taken as they "
     "are,\n"
     "into a new record that can be looked at and not added to.",
     1, 0, cli_import},
    {"merge", "[--record FILE] OTHER", "another record's reports and decisions into this one",
     "As if the reports and decisions of both had been put into one. Reports that another version read are read again. OTHER\n"
     "stays as it is.",
     1, 1, cli_merge},
    {"reread", "[--record FILE] [--list] [--json]", "read all reports again, by this version",
     "Reads all reports of the record again from their bytes, concludes them anew, and says what that changed: in one step,\n"
     "that is done or not. --list names each thing that came, went or changed; decisions that no longer bind are always named.",
     0, 0, cli_reread},
    {"check", "[--record FILE] [--deep] [--json]", "look whether the record is sound",
     "The file itself, the hash of each original, each line, each quote against its report's text, the keys; --deep: each\n"
     "report's text against what its original gives again. Exit status 1 where there are faults; each is named.",
     0, 0, cli_check},
    {"backup", "[--record FILE] [--force] [--plain] FILE", "a checked copy of the record, also while it is used",
     "FILE must not be there, but with --force. The copy is one state of the record, whoever writes to it meanwhile. --plain: "
     "its\n"
     "lines are JSON texts and not packed, for other programs.",
     1, 1, cli_backup},
    {"text", "PATH…", "stage: bytes to report",
     INPUTS "Gives a line a report: id, source, language, title, outlet, credit, dates, dateline, text, main.", 1, 0, run_text},
    {"parse", "[--input text|conllu] PATH…", "stage: sentences, tokens, tags, trees, names",
     INPUTS "Gives CoNLL-U. --input conllu keeps the sentences, ids and tokens of CoNLL-U files.", 1, 0, run_parse},
    {"read", "PATH…", "stage: everything found in each report",
     INPUTS "Gives a findings object a report: names, times, meetings, attributions with clauses.", 1, 0, run_read},
    {"explain", "[--json] [--width N] PATH… | [--record FILE] ID…", "why each thing was found, or concluded",
     INPUTS
     "ID is the identity, or its beginning, of an event, origin, derivation, statement, discrepancy, formulation or entity, or "
     "an\n"
     "event's number in `readout events`: says why the record concludes what it does. With --record all arguments are IDs;\n"
     "without it an argument that looks like one, and is no file. --json gives a line each: {\"id\", \"of\", \"reasons\"}.\n\n"
     "Of a PATH shows what was found in the order of the text, and under each thing the rule that found it, the entry of\nwhich "
     "list "
     "in data/ it used, and the words that it went by. --json gives a line a report: {\"id\", \"reasons\"}.",
     1, 0, run_explain},
    {"group", "PATH…", "stage: origins and events of many reports",
     INPUTS "Also takes the findings that `readout read` gives. Gives {\"id\",\"origins\",\"events\"} a report, then derivation "
            "and event lines.",
     1, 0, run_group},
    {"compose", "STEP", "stage: rows of one key after the other, of which a cluster makes a record",
     "Takes rows, KEY, tab, VALUE, sorted in byte order, from standard input; gives TABLE, tab, KEY, tab, VALUE. docs/spark.md "
     "has the "
     "steps.",
     1, 1, run_compose},
    {"help", "[COMMAND|TOPIC]", "help on a command, or on a topic", "Without one: the commands and the topics.", 0, 1, cli_help},
    {"manual", "", "the manual page, for man",
     "Writes the manual page: readout manual | man -l -\nWhere Readout is installed it is readout(1).", 0, 0, cli_manual},
    {"completion", "bash|zsh|fish", "the completions of a shell",
     "Writes a script that completes commands, options and files: source <(readout completion bash)", 1, 1, cli_completion},
};
const size_t CLI_N_COMMANDS = sizeof CLI_COMMANDS / sizeof *CLI_COMMANDS;
